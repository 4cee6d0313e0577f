/** One stream of changes for all tabs of a browser: HTTP/1.1 allows six connections to a server in all. */
import type { QueryClient } from '@tanstack/react-query';

const CHANNEL = 'anxin-changes';
const TOGETHER_MS = 400;

/** Read again what the server says has changed; returns how to stop. */
export function followChanges(queries: QueryClient): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void queries.invalidateQueries({ predicate: (query) => query.meta?.['isLive'] === true });
    }, TOGETHER_MS);
  };
  const lead = async (): Promise<void> => {
    const source = new EventSource('/api/v1/events');
    const tell = (): void => {
      refresh();
      channel.postMessage('changed');
    };
    source.addEventListener('change', tell);
    source.addEventListener('reset', tell);
    // What changed between the first reading and the connection would be missed otherwise.
    source.addEventListener('open', tell);
    await new Promise<void>((resolve) => stopped.signal.addEventListener('abort', () => resolve()));
    source.close();
  };

  channel.addEventListener('message', refresh);
  if ('locks' in navigator) {
    navigator.locks.request(CHANNEL, { signal: stopped.signal }, lead).catch(() => undefined);
  } else {
    void lead();
  }
  return () => {
    stopped.abort();
    channel.close();
    clearTimeout(timer);
  };
}
