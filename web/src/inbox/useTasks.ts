/** The inbox's data: a list that grows by pages, groups, and the counts beside the views. */
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import type { Me } from '../api/types';
import { useClock } from '../app/clock';
import { useMe } from '../app/session';
import { queryOf, queryOfGroup, type Grouping, type InboxState, type SavedFilter, type TaskQuery, type View } from './views';
import { OFFSET_MINUTES } from '../ui/zone';

const ROWS = 50;
const MINUTE = 60_000;
const MOST_UNSEEN = 100;

/** Return the engine's time to the minute: a key that changes each millisecond would never be found again. */
function useMinute(): string {
  const clock = useClock().data;
  const now = clock ? (clock.isVirtual ? clock.now : Date.now() + clock.ahead) : Date.now();
  return new Date(Math.floor(now / MINUTE) * MINUTE).toISOString();
}

type Asked = Pick<InboxState, 'view' | 'process' | 'text'> & { instance?: string | undefined };

function queryFor(state: Asked, me: Me, minute: string): TaskQuery {
  return {
    ...queryOf(state.view, me, minute),
    ...(state.process && { process_key: state.process }),
    ...(state.text && { text: state.text }),
    ...(state.instance && { instance_id: state.instance }),
  };
}

export function useTasks(state: InboxState) {
  const me = useMe();
  const minute = useMinute();
  const query = {
    ...queryFor(state, me, minute),
    ...(state.by && state.open && queryOfGroup(state.by, state.open)),
    sort: state.view === 'completed' ? '-ended_at' : state.sort,
    limit: ROWS,
  };
  return useInfiniteQuery({
    queryKey: ['tasks', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      asked(api.GET('/api/v1/tasks', { params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: state.view !== 'mentions' && (state.by === undefined || state.open !== undefined),
    meta: { isLive: true },
  });
}

export function useGroups(state: InboxState, by: Grouping) {
  const me = useMe();
  const minute = useMinute();
  const query = { ...queryFor(state, me, minute), by, utc_offset: OFFSET_MINUTES };
  return useQuery({
    queryKey: ['tasks', 'groups', query],
    queryFn: () => asked(api.GET('/api/v1/tasks/groups', { params: { query } })),
    meta: { isLive: true },
  });
}

export function useCounts(views: readonly View[]): Partial<Record<View, number>> {
  const me = useMe();
  const minute = useMinute();
  const counted = views.filter((view) => view !== 'completed' && view !== 'mentions');
  const found = useQueries({
    queries: counted.map((view) => ({
      queryKey: ['tasks', 'count', view, me.id, view === 'overdue' ? minute : ''],
      queryFn: () => asked(api.GET('/api/v1/tasks/count', { params: { query: queryOf(view, me, minute) } })),
      meta: { isLive: true },
    })),
  });
  const unseen = useMentions(true).data?.items.length;
  const counts = counted.map((view, at) => [view, found[at]?.data?.count] as const);
  return Object.fromEntries([...counts, ['mentions', unseen]]);
}

export const useSavedFilters = () =>
  useQuery({
    queryKey: ['saved-filters'],
    queryFn: () => asked(api.GET('/api/v1/saved-filters')),
    staleTime: MINUTE,
    meta: { isLive: true },
  });

/** Return how many tasks each kept view shows. */
export function useSavedCounts(filters: readonly SavedFilter[]): (number | undefined)[] {
  const me = useMe();
  const minute = useMinute();
  return useQueries({
    queries: filters.map(({ filter }) => {
      const query = queryFor({ view: filter.view, process: filter.process_key ?? undefined, text: filter.text ?? undefined }, me, minute);
      return {
        queryKey: ['tasks', 'count', query],
        queryFn: () => asked(api.GET('/api/v1/tasks/count', { params: { query } })),
        meta: { isLive: true },
      };
    }),
  }).map((found) => found.data?.count);
}

/** Return the remarks that mention the reader. */
export const useMentions = (onlyUnseen: boolean) =>
  useQuery({
    queryKey: ['mentions', onlyUnseen],
    queryFn: () =>
      asked(api.GET('/api/v1/mentions', { params: { query: { only_unseen: onlyUnseen, limit: MOST_UNSEEN } } })),
    meta: { isLive: true },
  });
