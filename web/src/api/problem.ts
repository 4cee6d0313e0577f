/** What the server refuses, as it tells it (RFC 9457), in the reader's language. */
import type { components } from './schema';

export type ProblemBody = components['schemas']['Problem'];

export class Problem extends Error {
  readonly body: Partial<ProblemBody>;
  readonly status: number;

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.detail ?? body.title ?? String(status));
    this.status = status;
    this.body = body;
  }

  /** Say whether the server refused for this reason, by the refusal's stable name. */
  is(name: string): boolean {
    return this.body.error === name;
  }

  fact(name: string): string | undefined {
    const value: unknown = this.body.facts?.[name];
    return typeof value === 'string' ? value : undefined;
  }
}
