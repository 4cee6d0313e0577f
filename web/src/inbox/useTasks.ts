/** The inbox's data: a list that grows by pages, and the counts beside the views. */
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { useClock } from '../app/clock';
import { useMe } from '../app/session';
import { queryOf, type InboxState, type View } from './views';

const ROWS = 50;
const MINUTE = 60_000;

/** Return the engine's time to the minute: a key that changes each millisecond would never be found again. */
function useMinute(): string {
  const clock = useClock().data;
  const now = clock ? (clock.isVirtual ? clock.now : Date.now() + clock.ahead) : Date.now();
  return new Date(Math.floor(now / MINUTE) * MINUTE).toISOString();
}

export function useTasks(state: InboxState) {
  const me = useMe();
  const minute = useMinute();
  const query = {
    ...queryOf(state.view, me, minute),
    sort: state.view === 'completed' ? '-ended_at' : state.sort,
    limit: ROWS,
    ...(state.process && { process_key: state.process }),
    ...(state.text && { text: state.text }),
    ...(state.instance && { instance_id: state.instance }),
  };
  return useInfiniteQuery({
    queryKey: ['tasks', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      asked(api.GET('/api/v1/tasks', { params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    meta: { isLive: true },
  });
}

export function useCounts(views: readonly View[]): Partial<Record<View, number>> {
  const me = useMe();
  const minute = useMinute();
  const counted = views.filter((view) => view !== 'completed');
  const found = useQueries({
    queries: counted.map((view) => ({
      queryKey: ['tasks', 'count', view, me.id, view === 'overdue' ? minute : ''],
      queryFn: () => asked(api.GET('/api/v1/tasks/count', { params: { query: queryOf(view, me, minute) } })),
      meta: { isLive: true },
    })),
  });
  return Object.fromEntries(counted.map((view, at) => [view, found[at]?.data?.count]));
}
