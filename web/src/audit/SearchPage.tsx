/** Auditors find cases: by number, process, state, outcome, period, who acted, which rule fired, any variable. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { Case } from '../api/types';
import { useNameOf } from '../app/people';
import { useProcesses } from '../app/processes';
import { useNames } from '../bpmn/model';
import { CaseState } from '../cases/CaseState';
import { useLanguage } from '../lang/text';
import { ExportButtons } from '../ui/ExportButtons';
import { Failure } from '../ui/Failure';
import { More } from '../ui/More';
import { moment } from '../ui/moment';
import { Scrolled } from '../ui/Scrolled';
import { addressOf, queryOf } from './search';
import { SearchForm } from './SearchForm';

const SORTS = ['-started_at', 'started_at', '-ended_at', 'ended_at', 'business_key'] as const;

export function SearchPage(): ReactNode {
  const { say } = useLanguage();
  const [search] = useSearchParams();
  const sort = SORTS.find((each) => each === search.get('sort')) ?? '-started_at';
  const query = { ...queryOf(search), sort };
  const found = useInfiniteQuery({
    queryKey: ['audit', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      asked(api.GET('/api/v1/process-instances', { params: { query: { ...query, limit: 50, ...(pageParam && { cursor: pageParam }) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <h1>{say('audit.title')}</h1>
      <SearchForm key={search.toString()} />
      {found.isError ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : (
        <>
          <div className="found">
            <span role="status">{found.isPending ? say('app.loading') : say(found.hasNextPage ? 'audit.foundMore' : 'audit.found', { n: rows.length })}</span>
            <ExportButtons path={`/api/v1/exports/instances?${addressOf(query)}`} name="cases" />
          </div>
          <Scrolled title={say('audit.title')}>
            <Found rows={rows} isPending={found.isPending} />
          </Scrolled>
          <More query={found} />
        </>
      )}
    </div>
  );
}

function Found({ rows, isPending }: { rows: Case[]; isPending: boolean }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const processes = useProcesses();
  const outcome = useNames([...new Set(rows.filter((row) => row.ended_in).map((row) => row.definition_id))], language);
  return (
    <Table<Case>
      rowKey="id"
      size="middle"
      className="wide-table"
      pagination={false}
      loading={isPending}
      dataSource={rows}
      locale={{ emptyText: say('audit.nothing') }}
      columns={[
        { title: say('case.number'), render: (_, row) => <Link to={`/cases/${row.id}?tab=record`}>{row.business_key ?? row.id}</Link> },
        { title: say('case.process'), render: (_, row) => `${processes.nameOf(row.process_key)} · ${row.definition_id.split(':').at(-1)}` },
        {
          title: say('case.state'),
          render: (_, row) => (
            <>
              <CaseState state={row.state} />
              {row.incidents > 0 && <Tag color="error">{say('case.incidents', { n: row.incidents })}</Tag>}
            </>
          ),
        },
        { title: say('audit.outcome'), render: (_, row) => (row.ended_in ? outcome(row.definition_id, row.ended_in) : '–') },
        { title: say('case.startedAt'), render: (_, row) => moment(row.started_at, language) },
        { title: say('case.startedBy'), render: (_, row) => nameOf(row.started_by) },
        { title: say('case.endedAt'), render: (_, row) => (row.ended_at ? moment(row.ended_at, language) : '–') },
      ]}
    />
  );
}
