/** Asks the portal's API; what fails for want of a network is tried again a few times. */
import { Problem, type ProblemBody } from '../api/problem';
import type { components } from '../api/schema';
import { currentLanguage } from '../lang/current';

type Schemas = components['schemas'];
export type OwnCase = Schemas['CustomerCaseView'];
export type CaseLine = Schemas['CaseLine'];
export type OfferedTask = Schemas['OfferedTaskDetail'];
export type Visitor = Schemas['PortalView'];
export type FoundUnit = Schemas['FoundUnit'];
export type Filed = Schemas['FiledView'];
export type Code = Schemas['CodeView'];
export type Held = Schemas['HeldView'];
export type Erasure = Schemas['ErasureView'];
export type OwnFile = Schemas['OwnFileView'];

const BASE = '/api/v1/portal';
const PAUSES_MS = [400, 1500, 4000];

/** The network is away: nothing is known to have arrived. */
export class Offline extends Error {}

interface Asked {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** Makes a repeated request harmless; without it only questions are repeated. */
  key?: string;
}

export async function ask<T>(path: string, { method = 'GET', body, key }: Asked = {}): Promise<T> {
  const isFile = body instanceof FormData;
  const headers: Record<string, string> = { 'Accept-Language': currentLanguage() };
  if (body !== undefined && !isFile) headers['Content-Type'] = 'application/json';
  if (key !== undefined) headers['Idempotency-Key'] = key;
  const sent: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) sent.body = isFile ? body : JSON.stringify(body);
  const response = await insisted(`${BASE}${path}`, sent, method === 'GET' || key !== undefined);
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
    throw new Problem(response.status, problem);
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function insisted(url: string, sent: RequestInit, mayRepeat: boolean): Promise<Response> {
  for (const pause of mayRepeat ? [...PAUSES_MS, 0] : [0]) {
    try {
      const response = await fetch(url, sent);
      if (response.status < 502 || response.status > 504 || pause === 0) return response;
    } catch (error) {
      if (pause === 0) throw new Offline(String(error));
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Offline();
}

export function sendFile(path: string, blob: Blob, name: string): Promise<OwnFile> {
  const body = new FormData();
  body.append('file', blob, name);
  return ask<OwnFile>(path, { method: 'POST', body });
}

export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const of = encodeURIComponent;
