/** The dispatch board: what waits, everybody's day, who may go; and giving a visit to somebody. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, asked, newKey } from '../api/client';
import type { components } from '../api/schema';
import type { Language } from '../lang/current';
import { useLanguage } from '../lang/text';

type Schemas = components['schemas'];
export type Board = Schemas['BoardView'];
export type Waiting = Schemas['WaitingView'];
export type Day = Schemas['DayView'];
export type Candidate = Schemas['CandidateView'];

/** Return why somebody does not fit, as one sentence. */
export const obstaclesOf = (candidate: Candidate, language: Language): string => candidate.obstacles.join(language === 'zh' ? '；' : '; ');

export const useBoard = (day: string | null) =>
  useQuery({
    queryKey: ['dispatch', day],
    queryFn: () => asked(api.GET('/api/v1/dispatch', { params: { query: day === null ? {} : { day } } })),
    placeholderData: keepPreviousData,
    meta: { isLive: true },
  });

export function useCandidates(taskId: string | null, day: string | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['dispatch', 'candidates', taskId, day, language],
    queryFn: () =>
      asked(
        api.GET('/api/v1/dispatch/{task_id}/candidates', {
          params: { path: { task_id: taskId ?? '' }, query: day === null ? {} : { day } },
        }),
      ),
    enabled: taskId !== null,
    select: (found) => new Map(found.map((candidate) => [candidate.technician_id, candidate])),
  });
}

export interface Gift {
  task: Waiting;
  technician: string;
  reason?: string | undefined;
}

export function useAssign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ task, technician, reason }: Gift) =>
      asked(
        api.POST('/api/v1/tasks/{task_id}/complete', {
          params: { path: { task_id: task.task_id }, header: { 'Idempotency-Key': newKey() } },
          // The register has looked at the certificates; the server does so once more.
          body: { variables: { technician, is_certified: true, ...(reason && { override_reason: reason }) } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['dispatch'] }),
  });
}
