/** Where the customer is: the part of the address behind "#", which no server and no log ever sees. */
import { useSyncExternalStore } from 'react';

function listen(tell: () => void): () => void {
  window.addEventListener('hashchange', tell);
  return () => window.removeEventListener('hashchange', tell);
}

const parts = (): string => window.location.hash.replace(/^#\/?/, '');

export function usePlace(): string[] {
  return useSyncExternalStore(listen, parts).split('/').map(decodeURIComponent);
}

export function goTo(path: string): void {
  window.location.hash = path;
  window.scrollTo(0, 0);
}

/** Take the address away from the browser's history: it held a secret. */
export function replaceWith(path: string): void {
  window.history.replaceState(null, '', `#${path}`);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
