/** Requests to be forgotten: what is held, what speaks for keeping it, and the decision that the customer reads. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useNameOf } from '../app/people';
import { changed } from '../inbox/views';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { Failure } from '../ui/Failure';
import { More } from '../ui/More';
import { moment } from '../ui/moment';
import { ErasureFile } from './ErasureFile';

type Request = components['schemas']['ErasureView'];
const STATES = ['asked', 'done', 'refused'] as const;

export function ErasuresPage(): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const [search, setSearch] = useSearchParams();
  const state = STATES.find((each) => each === search.get('state')) ?? 'asked';
  const chosen = search.get('request') ?? undefined;
  const found = useInfiniteQuery({
    queryKey: ['erasures', state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      asked(api.GET('/api/v1/erasure-requests', { params: { query: { state, sort: state === 'asked' ? 'asked_at' : '-asked_at', ...(pageParam && { cursor: pageParam }) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    meta: { isLive: true },
  });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <h1>{say('erasures.title')}</h1>
      <p className="quiet">{say('erasures.lead')}</p>
      <Segmented
        className="gap-below"
        aria-label={say('erasures.state')}
        value={state}
        onChange={(given) => setSearch(changed(search, { state: given, request: undefined }))}
        options={STATES.map((each) => ({ value: each, label: say(`erasures.state.${each}`) }))}
      />
      <div className="two-columns">
        <section className="card" aria-label={say('erasures.title')}>
          <Table<Request>
            rowKey="id"
            size="middle"
            pagination={false}
            loading={found.isPending}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: say(`erasures.none.${state}`) }}
            dataSource={rows}
            rowClassName={(row) => (row.id === chosen ? 'is-chosen-row' : '')}
            columns={[
              {
                title: say('erasures.number'),
                render: (_, row) => (
                  <Button type="link" className="as-link" aria-current={row.id === chosen} onClick={() => setSearch(changed(search, { request: row.id }))}>
                    {row.id}
                  </Button>
                ),
              },
              { title: say('erasures.customer'), render: (_, row) => row.customer_id },
              { title: say('erasures.asked'), render: (_, row) => moment(row.asked_at, language) },
              ...(state === 'asked'
                ? []
                : [
                    { title: say('erasures.decided'), render: (_: unknown, row: Request) => (row.decided_at ? moment(row.decided_at, language) : '–') },
                    { title: say('erasures.by'), render: (_: unknown, row: Request) => (row.decided_by ? nameOf(row.decided_by) : '–') },
                  ]),
              { title: say('erasures.state'), render: (_, row) => <Tag>{say(`erasures.state.${row.state}` as TextKey)}</Tag> },
            ]}
          />
          <More query={found} />
        </section>
        <section className="card" aria-label={say('erasures.file')}>
          {chosen ? <ErasureFile key={chosen} requestId={chosen} /> : <p className="quiet padded">{say('erasures.choose')}</p>}
        </section>
      </div>
    </div>
  );
}
