/** The REST API, typed by its own OpenAPI document. The session is a cookie that scripts cannot read. */
import createClient from 'openapi-fetch';
import { currentLanguage } from '../lang/current';
import { Problem, type ProblemBody } from './problem';
import type { paths } from './schema';

const client = createClient<paths>({
  baseUrl: '/',
  credentials: 'same-origin',
  querySerializer: { array: { style: 'form', explode: true } },
});

client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLanguage() === 'zh' ? 'zh-CN' : 'en');
    return request;
  },
});

export const api = client;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Return what the server answered, or throw its refusal. */
export async function asked<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) {
    const body = typeof error === 'object' && error !== null ? (error as Partial<ProblemBody>) : {};
    throw new Problem(response.status, body);
  }
  return data as T;
}

/** Return a key that lets a request be repeated without being done twice. */
export function newKey(): string {
  // randomUUID exists on https only; branches run Anxin on plain http inside their network, too.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const ifMatch = (version: number): string => `"${version}"`;
