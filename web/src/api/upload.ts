/** Files go as multipart; openapi-fetch leaves that to the browser's own FormData. */
import { currentLanguage } from '../lang/current';
import { Problem, type ProblemBody } from './problem';
import type { Attachment } from './types';

export async function sent<T>(path: string, parts: readonly [string, Blob, string][], key?: string): Promise<T> {
  const body = new FormData();
  for (const [field, blob, name] of parts) body.append(field, blob, name);
  const headers = { 'Accept-Language': currentLanguage(), ...(key && { 'Idempotency-Key': key }) };
  const response = await fetch(path, { method: 'POST', body, headers, credentials: 'same-origin' });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
    throw new Problem(response.status, problem);
  }
  return (await response.json()) as T;
}

/** The task of a form that is only looked at or tried: its files never leave the browser. */
export const PRETENDED = 'pretended';
const pretended = new Map<string, string>();

/** Attach a file; under a key it is attached once, however often it is sent. */
export async function attachToTask(taskId: string, file: Blob, name: string, key?: string): Promise<Pick<Attachment, 'id'>> {
  if (taskId !== PRETENDED) return sent(`/api/v1/tasks/${encodeURIComponent(taskId)}/attachments`, [['file', file, name]], key);
  const id = `${PRETENDED}-${pretended.size + 1}`;
  pretended.set(id, URL.createObjectURL(file));
  return { id };
}

export const contentOf = (attachmentId: string): string =>
  pretended.get(attachmentId) ?? `/api/v1/attachments/${encodeURIComponent(attachmentId)}/content`;
