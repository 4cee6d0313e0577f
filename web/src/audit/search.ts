/** What auditors ask, as it stands in the address and as the server takes it. */
import type { paths } from '../api/schema';
import { midnight } from '../ui/zone';

export type CaseQuery = NonNullable<paths['/api/v1/process-instances']['get']['parameters']['query']>;

export const STATES = ['active', 'suspended', 'completed', 'cancelled'] as const;
export const COMPARISONS = ['=', '!=', '~', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface VariableTest {
  name: string;
  comparison: Comparison;
  value: string;
}

const TEST = /^([^=!<>~]+)(<=|>=|!=|=|~|<|>)([\s\S]*)$/;

/** Return the comparison in a text such as `amount>=300`. */
export function readTest(text: string): VariableTest | undefined {
  const [, name, comparison, value] = TEST.exec(text) ?? [];
  return name === undefined ? undefined : { name, comparison: comparison as Comparison, value: value ?? '' };
}

export const writeTest = ({ name, comparison, value }: VariableTest): string => `${name.trim()}${comparison}${value}`;

/** Return what an address asks the server: days are whole days of the service desk. */
export function queryOf(search: URLSearchParams): CaseQuery {
  const text = (name: string): string | undefined => search.get(name) || undefined;
  const start = (name: string): string | undefined => (text(name) ? midnight(search.get(name) ?? '') : undefined);
  const end = (name: string): string | undefined => (text(name) ? midnight(search.get(name) ?? '', 1) : undefined);
  const found = {
    text: text('q'),
    state: STATES.find((each) => each === text('state')),
    process_key: text('process'),
    ended_in: text('outcome'),
    element_id: text('element'),
    acted_by: text('person'),
    rule: text('rule'),
    started_after: start('startedFrom'),
    started_before: end('startedTo'),
    ended_after: start('endedFrom'),
    ended_before: end('endedTo'),
    has_incident: text('incident') ? true : undefined,
    variable: search.getAll('variable').filter((each) => readTest(each) !== undefined),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as CaseQuery;
}

/** Return the same question as the query of an address of the server. */
export function addressOf(query: CaseQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each));
  }
  return search.toString();
}
