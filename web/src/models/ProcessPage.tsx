/** One version of a process: where its cases wait, fail and how long they take; on the diagram and as a table. */
import { ExperimentOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Table } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { Definition } from '../api/types';
import { useMay } from '../app/session';
import { Diagram, type Mark } from '../bpmn/Diagram';
import { heats } from '../bpmn/heat';
import { useModel, useNames } from '../bpmn/model';
import { changed } from '../inbox/views';
import { useLanguage, type Say } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { duration } from '../ui/duration';
import { StartTrial } from './StartTrial';
import { PERIODS, useHeat, type Load, type PeriodName } from './useHeat';
import { useVersions } from './useVersions';
import { VersionHead } from './VersionHead';

const MEASURES = ['waiting', 'median', 'p90', 'completed', 'incidents'] as const;
type Measure = (typeof MEASURES)[number];

const AMOUNT: Record<Measure, (load: Load) => number> = {
  waiting: (load) => load.waiting,
  median: (load) => load.times?.median_seconds ?? 0,
  p90: (load) => load.times?.p90_seconds ?? 0,
  completed: (load) => load.times?.completed ?? 0,
  incidents: (load) => load.incidents,
};

export function ProcessPage(): ReactNode {
  const { definitionId = '' } = useParams();
  const definition = useQuery({
    queryKey: ['definition', definitionId],
    queryFn: () => asked(api.GET('/api/v1/process-definitions/{definition_id}', { params: { path: { definition_id: definitionId } } })),
  });
  return <Loaded query={definition}>{(found) => <ProcessView key={found.id} shown={found} />}</Loaded>;
}

function ProcessView({ shown }: { shown: Definition }): ReactNode {
  const { say, language } = useLanguage();
  const may = useMay();
  const versions = useVersions('process', shown.key);
  const [search, setSearch] = useSearchParams();
  const measure = MEASURES.find((each) => each === search.get('measure')) ?? 'waiting';
  const period = (Object.keys(PERIODS) as PeriodName[]).find((each) => each === search.get('period')) ?? 'all';
  const [isTrying, setTrying] = useState(false);
  const [element, setElement] = useState<string>();
  const model = useModel(shown.id);
  const heat = useHeat(shown.id, period);
  const marks = useMemo(() => marksOf(say, heat.data ?? [], measure, element), [say, heat.data, measure, element]);
  const change = (what: Record<string, string>): void => setSearch(changed(search, what), { replace: true });
  return (
    <div className="page">
      <VersionHead shown={shown} versions={versions.data ?? [shown]}>
        <Button href={`/api/v1/process-definitions/${encodeURIComponent(shown.id)}/xml`} download={`${shown.key}.bpmn`}>
          {say('models.download')}
        </Button>
        {may('deploy') && (
          <Button type="primary" icon={<ExperimentOutlined aria-hidden />} onClick={() => setTrying(true)}>
            {say('trial.start')}
          </Button>
        )}
      </VersionHead>
      {isTrying && <StartTrial definition={shown} onClose={() => setTrying(false)} />}
      <div className="filters">
        <Segmented
          aria-label={say('heat.measure')}
          value={measure}
          onChange={(chosen) => change({ measure: chosen })}
          options={MEASURES.map((each) => ({ value: each, label: say(`heat.${each}`) }))}
        />
        <Select
          aria-label={say('heat.period')}
          value={period}
          onChange={(chosen) => change({ period: chosen })}
          options={(Object.keys(PERIODS) as PeriodName[]).map((each) => ({ value: each, label: say(`period.${each}`) }))}
        />
      </div>
      <Loaded query={model}>
        {(xml) => <Diagram xml={xml} marks={marks} label={say('case.diagram')} focus={element} fileName={`${shown.id} ${measure}`} onChoose={setElement} />}
      </Loaded>
      <h2>{say('heat.table')}</h2>
      <Loads loads={sorted(heat.data, measure)} isPending={heat.isPending} definitionId={shown.id} language={language} chosen={element} onChoose={setElement} />
    </div>
  );
}

interface LoadsProps {
  loads: Load[] | undefined;
  isPending: boolean;
  definitionId: string;
  language: 'zh' | 'en';
  chosen: string | undefined;
  onChoose: (element: string) => void;
}

function Loads({ loads, isPending, definitionId, language, chosen, onChoose }: LoadsProps): ReactNode {
  const { say } = useLanguage();
  const elementName = useNames([definitionId], language);
  const numbers = { align: 'right' as const, className: 'number' };
  const by = (measure: Measure) => ({ ...numbers, sorter: (a: Load, b: Load) => AMOUNT[measure](a) - AMOUNT[measure](b), sortDirections: ['descend', 'ascend'] as ('descend' | 'ascend')[] });
  return (
    <Table<Load>
      rowKey="element_id"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      loading={isPending}
      dataSource={loads ?? []}
      rowClassName={(row) => (row.element_id === chosen ? 'is-chosen-row' : '')}
      locale={{ emptyText: say('models.nobodyWaits') }}
      columns={[
        {
          title: say('diagram.step'),
          render: (_, row) => (
            <Button type="link" className="as-link" onClick={() => onChoose(row.element_id)}>
              {elementName(definitionId, row.element_id)}
            </Button>
          ),
        },
        { title: say('heat.waiting'), ...by('waiting'), render: (_, row) => row.waiting },
        { title: say('heat.open'), ...numbers, render: (_, row) => row.open_incidents },
        { title: say('heat.incidents'), ...by('incidents'), render: (_, row) => row.incidents },
        { title: say('heat.completed'), ...by('completed'), render: (_, row) => row.times?.completed ?? 0 },
        { title: say('heat.median'), ...by('median'), render: (_, row) => (row.times ? duration(say, row.times.median_seconds) : '–') },
        { title: say('heat.p90'), ...by('p90'), render: (_, row) => (row.times ? duration(say, row.times.p90_seconds) : '–') },
      ]}
    />
  );
}

const sorted = (loads: Load[] | undefined, measure: Measure): Load[] | undefined =>
  loads && [...loads].sort((a, b) => AMOUNT[measure](b) - AMOUNT[measure](a));

function marksOf(say: Say, loads: Load[], measure: Measure, chosen: string | undefined): Mark[] {
  const told = loads.filter((load) => AMOUNT[measure](load) > 0);
  const hot = heats(told.map(AMOUNT[measure]));
  const isTime = measure === 'median' || measure === 'p90';
  return [
    ...told.map((load, at): Mark => {
      const amount = AMOUNT[measure](load);
      return { element: load.element_id, look: 'heat', heat: hot[at] ?? 0, text: isTime ? duration(say, amount) : String(amount) };
    }),
    ...loads.filter((load) => load.open_incidents > 0).map((load): Mark => ({ element: load.element_id, look: 'error' })),
    ...(chosen ? [{ element: chosen, look: 'chosen' } as const] : []),
  ];
}
