/** The dashboard: key figures, how they moved, how areas and products compare, what lies ahead. */
import { Segmented, Table } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useNameOf } from '../app/people';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { moment } from '../ui/moment';
import { Cases } from './Cases';
import { Chart, type Series } from './Chart';
import { figureText } from './shown';
import { useChoices } from './useChoices';
import type { Dashboard, Kpi, Slice } from './useReports';

const GROUPS: readonly { title: TextKey; keys: readonly string[] }[] = [
  { title: 'reports.timeliness', keys: ['response', 'response_hours', 'dispatch', 'punctuality', 'repair', 'acceptance', 'follow_up', 'complaint_answer', 'refund'] },
  { title: 'reports.quality', keys: ['first_time_fix', 'repeat_repairs', 'downtime', 'own_downtime', 'satisfied', 'score_quality', 'score_attitude', 'complaint_rate', 'closure'] },
  { title: 'reports.money', keys: ['income', 'given_back', 'compensation'] },
];
const TRENDS = ['response', 'dispatch', 'repair', 'follow_up'];
const COMPARED = ['response', 'dispatch', 'repair', 'first_time_fix', 'satisfied', 'complaint_rate', 'closure'];
const KINDS = ['WX', 'HH', 'TH', 'TS', 'AZ', 'BY'] as const;

export function Overview({ board, kpis }: { board: Dashboard; kpis: readonly Kpi[] }): ReactNode {
  return (
    <>
      <Tiles total={board.total} kpis={kpis} />
      <Trends board={board} kpis={kpis} />
      <Compared board={board} kpis={kpis} />
      <Due board={board} />
    </>
  );
}

function Tiles({ total, kpis }: { total: Slice; kpis: readonly Kpi[] }): ReactNode {
  const { say, language } = useLanguage();
  const known = new Map(kpis.map((kpi) => [kpi.key, kpi]));
  return GROUPS.map(({ title, keys }) => (
    <section key={title} aria-label={say(title)}>
      <h2>{say(title)}</h2>
      <ul className="tiles">
        {keys.map((key) => {
          const [kpi, figure] = [known.get(key), total.figures[key]];
          if (kpi === undefined || figure === undefined) return null;
          return (
            <li key={key} className="card tile">
              <p className="tile-title">{kpi.title}</p>
              <p className="tile-value">{figureText(figure, kpi, language)}</p>
              <p className="quiet">
                {figure.good === null
                  ? say('reports.counted', { n: figure.counted })
                  : say('reports.goodOf', { good: figure.good, n: figure.counted })}{' '}
                {figure.cases.length > 0 && <Cases numbers={figure.cases} of={kpi.title} />}
              </p>
              <p className="quiet tile-definition">{kpi.definition}</p>
            </li>
          );
        })}
      </ul>
    </section>
  ));
}

function Trends({ board, kpis }: { board: Dashboard; kpis: readonly Kpi[] }): ReactNode {
  const { say } = useLanguage();
  const labels = useMemo(() => board.trend.map((part) => part.label), [board]);
  const kinds = useMemo(() => kindSeries(board.trend, (kind) => say(`kind.${kind}` as TextKey)), [board, say]);
  const lines = useMemo(
    () =>
      kpis
        .filter(({ key }) => TRENDS.includes(key))
        .map(({ key, title }): Series => ({ name: title, values: board.trend.map((part) => numberOf(part, key)) })),
    [board, kpis],
  );
  const ages = useMemo(() => board.ages.map((age) => ageText(age, say)), [board, say]);
  const open = useMemo(() => [{ name: say('reports.open'), values: board.ages.map((age) => age.cases.length) }], [board, say]);
  return (
    <div className="charts">
      <Chart title={say('reports.casesOverTime')} kind="bar" labels={labels} series={kinds} />
      <Chart title={say('reports.timelinessOverTime')} kind="line" labels={labels} series={lines} isShare />
      <Chart title={say('reports.openByAge')} kind="bar" labels={ages} series={open} />
    </div>
  );
}

const numberOf = (part: Slice, key: string): number | null => (part.figures[key]?.value as number | null | undefined) ?? null;

function kindSeries(parts: readonly Slice[], name: (kind: string) => string): Series[] {
  const all = KINDS.map((kind) => ({ name: name(kind), values: parts.map((part) => part.cases[kind] ?? 0) }));
  return all.filter(({ values }) => values.some((value) => value > 0));
}

function ageText(age: Dashboard['ages'][number], say: ReturnType<typeof useLanguage>['say']): string {
  return age.days_up_to === null
    ? say('reports.ageOver', { n: age.days_from })
    : say('reports.age', { from: age.days_from, to: age.days_up_to });
}

function Compared({ board, kpis }: { board: Dashboard; kpis: readonly Kpi[] }): ReactNode {
  const { say, language } = useLanguage();
  const { word } = useChoices();
  const [by, setBy] = useState('province');
  const shown = kpis.filter(({ key }) => COMPARED.includes(key));
  return (
    <section className="card" aria-label={say('reports.compared')}>
      <div className="card-head">
        <h2>{say('reports.compared')}</h2>
        <Segmented
          aria-label={say('reports.compared')}
          value={by}
          onChange={setBy}
          options={Object.keys(board.by).map((key) => ({ value: key, label: say(`reports.by.${key}` as TextKey) }))}
        />
      </div>
      <Table<Slice>
        rowKey="key"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={board.by[by] ?? []}
        columns={[
          { title: say(`reports.by.${by}` as TextKey), render: (_, row) => (row.key === '' ? say('reports.unknown') : word(by, row.label)) },
          { title: say('reports.caseCount'), align: 'right', render: (_, row) => Object.values(row.cases).reduce((sum, n) => sum + n, 0) },
          ...shown.map((kpi) => ({
            title: kpi.title,
            align: 'right' as const,
            render: (_: unknown, row: Slice) => {
              const figure = row.figures[kpi.key];
              return figure && <Cases numbers={figure.cases} of={kpi.title} text={figureText(figure, kpi, language)} />;
            },
          })),
        ]}
      />
    </section>
  );
}

function Due({ board }: { board: Dashboard }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  return (
    <section className="card" aria-label={say('reports.ahead')}>
      <h2>{say('reports.ahead')}</h2>
      <p className="quiet">{say('reports.aheadHint', { overdue: board.overdue, n: board.due.length })}</p>
      <Table<Dashboard['due'][number]>
        rowKey="id"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        dataSource={board.due}
        columns={[
          { title: say('case.number'), render: (_, row) => <Link to={`/cases/${row.instance_id}`}>{row.case_number ?? row.instance_id}</Link> },
          { title: say('reports.task'), render: (_, row) => row.name ?? '–' },
          { title: say('reports.due'), render: (_, row) => moment(row.due_at, language) },
          { title: say('reports.assignee'), render: (_, row) => (row.assignee ? nameOf(row.assignee) : '–') },
        ]}
      />
    </section>
  );
}
