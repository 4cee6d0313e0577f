/** What waits to be sent, as the page shows it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../app/session';
import { entriesOf, onChange } from './outbox';
import { sendNow } from './sending';

export function useOutbox() {
  const me = useMe();
  const queries = useQueryClient();
  const key = ['outbox', me.id];
  const found = useQuery({ queryKey: key, queryFn: () => entriesOf(me.id), networkMode: 'always' });
  useEffect(() => onChange(() => void queries.invalidateQueries({ queryKey: ['outbox'] })), [queries]);
  const send = useMutation({ mutationFn: () => sendNow(me.id, queries), networkMode: 'always' });
  return { entries: found.data ?? [], isRead: found.isSuccess, send };
}
