/** The parts of a case, each read by itself so that a page can show what is there already. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import type { Event } from '../api/types';

const live = { meta: { isLive: true } };
const at = (id: string) => ({ params: { path: { instance_id: id } } });

export const useCase = (id: string) =>
  useQuery({
    queryKey: ['case', id],
    queryFn: () => asked(api.GET('/api/v1/process-instances/{instance_id}', at(id))),
    ...live,
  });

export const useTokens = (id: string) =>
  useQuery({
    queryKey: ['case', id, 'tokens'],
    queryFn: () => asked(api.GET('/api/v1/process-instances/{instance_id}/tokens', at(id))),
    ...live,
  });

export const useScopes = (id: string) =>
  useQuery({
    queryKey: ['case', id, 'variables'],
    queryFn: () => asked(api.GET('/api/v1/process-instances/{instance_id}/variables', at(id))),
    ...live,
  });

export const useRecord = (id: string, isWanted = true) =>
  useQuery({
    queryKey: ['case', id, 'record'],
    queryFn: () => wholeRecord(id),
    enabled: isWanted,
    ...live,
  });

async function wholeRecord(id: string): Promise<Event[]> {
  const events: Event[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = cursor === null ? { limit: 500 } : { limit: 500, cursor };
    const page = await asked(
      api.GET('/api/v1/process-instances/{instance_id}/history', { params: { path: { instance_id: id }, query } }),
    );
    events.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return events;
}

export const useCaseTasks = (id: string) =>
  useQuery({
    queryKey: ['case', id, 'tasks'],
    queryFn: () => asked(api.GET('/api/v1/tasks', { params: { query: { instance_id: id, limit: 100 } } })),
    ...live,
  });

export const useCaseIncidents = (id: string) =>
  useQuery({
    queryKey: ['case', id, 'incidents'],
    queryFn: () => asked(api.GET('/api/v1/incidents', { params: { query: { instance_id: id, is_open: true } } })),
    ...live,
  });

export const useCaseMessages = (id: string) =>
  useQuery({
    queryKey: ['case', id, 'messages'],
    queryFn: () => asked(api.GET('/api/v1/messages/subscriptions', { params: { query: { instance_id: id, limit: 100 } } })),
    ...live,
  });

export const useCaseComments = (id: string) =>
  useQuery({
    queryKey: ['case', id, 'comments'],
    queryFn: () => asked(api.GET('/api/v1/process-instances/{instance_id}/comments', at(id))),
    ...live,
  });

export const useCaseAttachments = (id: string) =>
  useQuery({
    queryKey: ['case', id, 'attachments'],
    queryFn: () => asked(api.GET('/api/v1/process-instances/{instance_id}/attachments', at(id))),
    ...live,
  });
