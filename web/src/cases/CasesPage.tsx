/** All cases: found by number, process, state or any variable's value. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Input, Select, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { Case } from '../api/types';
import { useNameOf } from '../app/people';
import { useProcesses } from '../app/processes';
import { changed } from '../inbox/views';
import { useLanguage } from '../lang/text';
import { Failure } from '../ui/Failure';
import { More } from '../ui/More';
import { moment } from '../ui/moment';
import { CaseState } from './CaseState';

const STATES = ['active', 'suspended', 'completed', 'cancelled'] as const;
type State = (typeof STATES)[number];

export function CasesPage(): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const [search, setSearch] = useSearchParams();
  const change = (name: string, value: string | undefined): void => setSearch(changed(search, { [name]: value }));
  const state = STATES.find((each) => each === search.get('state'));
  const [text, variable, process] = [search.get('q'), search.get('variable'), search.get('process')];
  const query = {
    limit: 50,
    ...(state && { state: state as State }),
    ...(text && { text }),
    ...(process && { process_key: process }),
    ...(variable?.includes('=') && { variable: [variable] }),
    ...(search.get('incident') && { has_incident: true }),
  };
  const processes = useProcesses();
  const cases = useInfiniteQuery({
    queryKey: ['cases', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      asked(api.GET('/api/v1/process-instances', { params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    meta: { isLive: true },
  });
  if (cases.isError) return <Failure error={cases.error} retry={() => void cases.refetch()} />;
  return (
    <div className="page">
      <h1>{say('cases.title')}</h1>
      <div className="filters">
        <Input.Search
          key={`q${text}`}
          defaultValue={text ?? ''}
          allowClear
          placeholder={say('cases.search')}
          aria-label={say('cases.search')}
          onSearch={(given) => change('q', given.trim())}
        />
        <Input.Search
          key={`v${variable}`}
          defaultValue={variable ?? ''}
          allowClear
          placeholder={say('cases.variable')}
          aria-label={say('cases.variable')}
          onSearch={(given) => change('variable', given.trim())}
        />
        <Select
          allowClear
          aria-label={say('cases.state')}
          placeholder={say('cases.allStates')}
          value={state}
          onChange={(given: string | undefined) => change('state', given)}
          options={STATES.map((each) => ({ value: each, label: say(`state.${each}`) }))}
        />
        <Select
          allowClear
          aria-label={say('inbox.process')}
          placeholder={say('inbox.allProcesses')}
          value={process ?? undefined}
          onChange={(given: string | undefined) => change('process', given)}
          options={processes.options}
        />
      </div>
      <Table<Case>
        rowKey="id"
        size="middle"
        pagination={false}
        scroll={{ x: 'max-content' }}
        loading={cases.isPending}
        dataSource={cases.data?.pages.flatMap((page) => page.items) ?? []}
        columns={[
          {
            title: say('case.number'),
            render: (_, row) => <Link to={`/cases/${row.id}`}>{row.business_key ?? row.id}</Link>,
          },
          { title: say('case.process'), render: (_, row) => processes.nameOf(row.process_key) },
          {
            title: say('case.state'),
            render: (_, row) => (
              <>
                <CaseState state={row.state} />
                {row.incidents > 0 && <Tag color="error">{say('case.incidents', { n: row.incidents })}</Tag>}
              </>
            ),
          },
          { title: say('case.startedAt'), render: (_, row) => moment(row.started_at, language) },
          { title: say('case.startedBy'), render: (_, row) => nameOf(row.started_by) },
          { title: say('case.endedAt'), render: (_, row) => (row.ended_at ? moment(row.ended_at, language) : '–') },
        ]}
      />
      <More query={cases} />
    </div>
  );
}
