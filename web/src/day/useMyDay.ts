/** The technician's day and its tasks, from the server or, without a network, as it told them last. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import type { MyDay, TaskDetail } from '../api/types';
import { useMe } from '../app/session';
import { askedOrKept, type Told } from '../offline/kept';

// Without a network TanStack would wait for one; here what is kept is shown instead.
const ANYWAY = { networkMode: 'always', retry: false, refetchOnReconnect: 'always' } as const;

export function useMyDay(day: string | null) {
  const me = useMe();
  return useQuery({
    queryKey: ['my-day', me.id, day],
    queryFn: () =>
      askedOrKept<MyDay>(me.id, `day ${day ?? ''}`, () =>
        asked(api.GET('/api/v1/my-day', { params: { query: day === null ? {} : { day } } })),
      ),
    ...ANYWAY,
    meta: { isLive: true },
  });
}

const taskTold = (who: string, id: string): Promise<Told<TaskDetail>> =>
  askedOrKept(who, `task ${id}`, () => asked(api.GET('/api/v1/tasks/{task_id}', { params: { path: { task_id: id } } })));

export function useDayTask(id: string) {
  const me = useMe();
  return useQuery({ queryKey: ['day-task', me.id, id], queryFn: () => taskTold(me.id, id), ...ANYWAY });
}

/** Fetch every task of the day with its form, so that it can be worked on without a network. */
export function useKeepTasks(day: Told<MyDay> | undefined) {
  const me = useMe();
  const tasks = day?.value.stops.flatMap((stop) => stop.tasks) ?? [];
  return useQuery({
    queryKey: ['day-tasks', me.id, tasks.map((task) => `${task.id} ${task.version}`)],
    queryFn: () => Promise.all(tasks.map((task) => taskTold(me.id, task.id))),
    ...ANYWAY,
    enabled: day?.since === null,
  });
}
