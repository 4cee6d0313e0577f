/** What the server said last, for when it cannot be asked: only for whom it said it, and not for long. */
import { Problem } from '../api/problem';
import { isNotedSignedIn } from '../app/session';
import { read, readAll, write } from './database';

const KEPT_MS = 36 * 60 * 60 * 1000;

interface Kept<T> {
  id: string;
  who: string;
  at: number;
  value: T;
}

export interface Told<T> {
  value: T;
  /** When the server said so, where it could not be asked now. */
  since: number | null;
}

/** Say whether a request failed on the way, so that it can be tried again. */
export const isUnreachable = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status >= 500 || error.status === 408 || error.status === 429;

/** Delete what is too old, and what the server told somebody else. */
export async function forgetOld(who: string): Promise<void> {
  const kept = await readAll<Kept<unknown>>('kept');
  const old = kept.filter((each) => each.who !== who || Date.now() - each.at > KEPT_MS);
  await write({ drop: old.map((each): ['kept', string] => ['kept', each.id]) });
}

/** Ask the server and keep its answer; where it cannot be reached, return what it answered before. */
export async function askedOrKept<T>(who: string, id: string, ask: () => Promise<T>): Promise<Told<T>> {
  try {
    const value = await ask();
    // An answer that comes after signing out must not be kept any more.
    if (isNotedSignedIn()) await write({ put: [['kept', { id, who, at: Date.now(), value } as Kept<T>]] });
    return { value, since: null };
  } catch (error) {
    const kept = isUnreachable(error) ? await read<Kept<T>>('kept', id) : undefined;
    if (kept === undefined || kept.who !== who || Date.now() - kept.at > KEPT_MS) throw error;
    return { value: kept.value, since: kept.at };
  }
}
