/** Sends what waits as soon as there is a network again, whatever page is open. */
import type { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';
import { entriesOf, flush, type Entry } from './outbox';
import { forgetOld, isUnreachable } from './kept';

/** Send now. Returns what the server has taken; what waits longer goes on waiting. */
export async function sendNow(who: string, queries: QueryClient): Promise<Entry[]> {
  try {
    const sent = await flush(who);
    if (sent.length > 0) await queries.invalidateQueries({ predicate: (query) => query.meta?.['isLive'] === true });
    return sent;
  } catch (error) {
    // The session has ended: signing in again goes on with what waits.
    if (error instanceof Problem && error.status === 401) queries.setQueryData(['me'], null);
    else if (!isUnreachable(error)) throw error;
    return [];
  }
}

/** Send at once, and whenever the network or the reader returns; returns how to stop. */
export function keepSending(who: string, queries: QueryClient): () => void {
  const stopped = new AbortController();
  const send = (): void => {
    if (document.visibilityState === 'hidden' || stopped.signal.aborted) return;
    void entriesOf(who).then((entries) => (entries.length > 0 ? sendNow(who, queries) : undefined));
  };
  window.addEventListener('online', send, { signal: stopped.signal });
  document.addEventListener('visibilitychange', send, { signal: stopped.signal });
  send();
  void forgetOld(who);
  return () => stopped.abort();
}
