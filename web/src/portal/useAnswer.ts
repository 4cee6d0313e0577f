/** Asks a question of the server, and asks it again when told to. */
import { useCallback, useEffect, useState } from 'react';
import { ask } from './server';

export interface Answer<T> {
  data: T | undefined;
  error: Error | undefined;
  again: () => void;
}

export function useAnswer<T>(path: string, everySeconds = 0): Answer<T> {
  const [found, setFound] = useState<{ path: string; data?: T; error?: Error }>({ path });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    let isCurrent = true;
    ask<T>(path)
      .then((data) => isCurrent && setFound({ path, data }))
      .catch((error: unknown) => isCurrent && setFound((before) => ({ ...(before.path === path ? before : {}), path, error: error as Error })));
    return () => {
      isCurrent = false;
    };
  }, [path, turn]);
  useEffect(() => {
    if (everySeconds === 0) return undefined;
    const timer = setInterval(() => !document.hidden && again(), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [again, everySeconds]);
  return { data: found.path === path ? found.data : undefined, error: found.path === path ? found.error : undefined, again };
}
