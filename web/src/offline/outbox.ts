/** Completed forms on their way to the server: kept until it has them, sent in their order, each exactly once. */
import { api, asked, newKey } from '../api/client';
import { Problem, type ProblemBody } from '../api/problem';
import { attachToTask } from '../api/upload';
import type { Values } from '../api/types';
import { readAll, write, type Change } from './database';
import { filesOf, localIds, withSent, type LocalFile } from './files';
import { isUnreachable } from './kept';

export interface Entry {
  /** The task's: a task is completed once. */
  id: string;
  who: string;
  at: number;
  caseNumber: string;
  name: string | null;
  name_en: string | null;
  values: Values;
  key: string;
  /** Why the server would not have it; until it is changed or dropped it waits for its author. */
  refusal?: { status: number; message: string; errors: NonNullable<ProblemBody['errors']> };
}

const LOCK = 'anxin-outbox';
const CHANNEL = new BroadcastChannel(LOCK);
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listen) => listen());
CHANNEL.addEventListener('message', tell);

function changed(): void {
  tell();
  CHANNEL.postMessage('changed');
}

/** Hear of every change of the outbox, in whatever window; returns how to stop. */
export function onChange(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

export async function entriesOf(who: string): Promise<Entry[]> {
  const own = (await readAll<Entry>('entries')).filter((entry) => entry.who === who);
  return own.sort((one, other) => one.at - other.at);
}

/** Put a completed form into the outbox. Its draft stays until the server has it. */
export async function enqueue(entry: Omit<Entry, 'key' | 'at' | 'refusal'>): Promise<void> {
  const kept: Entry = { ...entry, at: Date.now(), key: newKey() };
  await write({ put: [['entries', kept]] });
  changed();
}

/** Give a refused form up, with what was typed and its photos. */
export async function discard(entry: Entry): Promise<void> {
  await write(await gone(entry.id));
  changed();
}

/** Send what waits; says what the server has now. Refusals stay, with the reason. */
export async function flush(who: string): Promise<Entry[]> {
  // Two windows must not send at once. Where locks are missing the keys alone keep it to once.
  if ('locks' in navigator) return navigator.locks.request(LOCK, () => sendAll(who));
  return sendAll(who);
}

async function sendAll(who: string): Promise<Entry[]> {
  const sent: Entry[] = [];
  const blocked = new Set<string>();
  for (const entry of await entriesOf(who)) {
    if (entry.refusal !== undefined || blocked.has(entry.caseNumber)) {
      blocked.add(entry.caseNumber);
      continue;
    }
    try {
      await send(entry);
      sent.push(entry);
    } catch (error) {
      if (isUnreachable(error) || !(error instanceof Problem) || error.status === 401) throw error;
      blocked.add(entry.caseNumber);
      await refuse(entry, error);
    }
    changed();
  }
  return sent;
}

async function send(entry: Entry): Promise<void> {
  const values = withSent(entry.values, await sentFiles(entry));
  await asked(
    api.POST('/api/v1/tasks/{task_id}/complete', {
      params: { path: { task_id: entry.id }, header: { 'Idempotency-Key': entry.key } },
      body: { variables: values },
    }),
  );
  await write(await gone(entry.id));
}

/** Upload the photos and signatures that an entry names and that the server does not have yet. */
async function sentFiles(entry: Entry): Promise<Map<string, string>> {
  const named = new Set(localIds(entry.values));
  const sentAs = new Map<string, string>();
  for (const file of await filesOf(entry.id)) {
    if (!named.has(file.id)) continue;
    const id = file.sentAs ?? (await attachToTask(entry.id, file.blob, file.name, file.key)).id;
    const known: LocalFile = { ...file, sentAs: id };
    if (file.sentAs === undefined) await write({ put: [['files', known]] });
    sentAs.set(file.id, id);
  }
  return sentAs;
}

async function gone(taskId: string): Promise<Change> {
  const files = await filesOf(taskId);
  return { drop: [['entries', taskId], ['drafts', taskId], ...files.map((file): ['files', string] => ['files', file.id])] };
}

async function refuse(entry: Entry, problem: Problem): Promise<void> {
  const refusal = { status: problem.status, message: problem.message, errors: problem.body.errors ?? [] };
  const refused: Entry = { ...entry, refusal };
  await write({ put: [['entries', refused]] });
}
