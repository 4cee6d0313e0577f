/** Photos and signatures that wait to be sent: forms name them by an id that only this browser knows. */
import { newKey } from '../api/client';
import type { Values } from '../api/types';
import { readAll, write } from './database';

const MARK = 'local-';

export interface LocalFile {
  id: string;
  who: string;
  taskId: string;
  name: string;
  blob: Blob;
  /** Under this the server takes it once, however often it is sent. */
  key: string;
  /** The id that the server gave it. */
  sentAs?: string;
}

const isLocal = (value: unknown): value is string => typeof value === 'string' && value.startsWith(MARK);

export async function keepFile(who: string, taskId: string, blob: Blob, name: string): Promise<LocalFile> {
  const key = newKey();
  const file = { id: MARK + key, who, taskId, name, blob, key };
  await write({ put: [['files', file]] });
  return file;
}

export const filesOf = async (taskId: string): Promise<LocalFile[]> =>
  (await readAll<LocalFile>('files')).filter((file) => file.taskId === taskId);

/** Return the local ids that a form's values name, in their order. */
export function localIds(values: unknown): string[] {
  if (isLocal(values)) return [values];
  if (typeof values !== 'object' || values === null) return [];
  return Object.values(values).flatMap(localIds);
}

/** Return the values with the server's ids in place of the local ones. */
export function withSent(values: Values, sentAs: ReadonlyMap<string, string>): Values {
  const walked = (node: unknown): unknown => {
    if (isLocal(node)) return sentAs.get(node) ?? node;
    if (Array.isArray(node)) return node.map(walked);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, walked(value)]));
  };
  return walked(values) as Values;
}
