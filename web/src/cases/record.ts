/** Reads events of a record: what changed, what was decided, which steps were taken when. Pure, so that it is tested. */
import type { Event } from '../api/types';

export interface Change {
  name: string;
  old: unknown;
  new: unknown;
}

export interface Step {
  token: number;
  element: string;
  definition: string | null;
  enteredAt: string;
  leftAt: string | null;
  seconds: number | null;
  by: string | null;
  onBehalfOf: string | null;
}

/** Return a stored value as it is read by people: what JSON lacks is kept as text beside its type. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const { $feel: tagged } = value as { $feel?: unknown };
  if (Array.isArray(tagged)) return tagged[0] === 'context' ? plain(tagged[1]) : tagged.slice(1, 2).concat()[0];
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

// Values are kept as JSON texts, so that their digits stay exact.
function read(value: unknown): unknown {
  if (typeof value !== 'string') return plain(value);
  try {
    return plain(JSON.parse(value) as unknown);
  } catch {
    return value;
  }
}

export function changesOf(event: Event): Change[] {
  return Object.entries(event.sealed ?? {}).flatMap(([name, value]) => {
    const isChange = typeof value === 'object' && value !== null && 'old' in value && 'new' in value;
    return isChange ? [{ name, old: read((value as Change).old), new: read((value as Change).new) }] : [];
  });
}

/** Return every visit to a step in order; a token is one visit. */
export function stepsOf(events: readonly Event[]): Step[] {
  const steps = new Map<number, Step>();
  for (const event of events) {
    if (event.token === null || event.element_id === null) continue;
    const known = steps.get(event.token);
    if (event.kind === 'element_entered') {
      steps.set(event.token, {
        token: event.token,
        element: event.element_id,
        definition: event.definition_id,
        enteredAt: event.at,
        leftAt: null,
        seconds: null,
        by: null,
        onBehalfOf: null,
      });
    } else if (known && (event.kind === 'element_completed' || event.kind === 'element_cancelled')) {
      known.leftAt = event.at;
      known.seconds = (Date.parse(event.at) - Date.parse(known.enteredAt)) / 1000;
      known.by = event.actor;
      known.onBehalfOf = event.on_behalf_of;
    }
  }
  return [...steps.values()];
}

/** Return the versions of the processes that a record tells of. */
export const definitionsOf = (events: readonly Event[]): string[] => [...new Set(events.map((event) => event.definition_id).filter((id) => id !== null))];

/** The forms in which the old and the new value of a change were answered. */
export interface Answered {
  old: string | undefined;
  new: string | undefined;
}

export const answerKey = (event: Event, name: string): string => `${event.number} ${name}`;

/** Return in which form each value was answered: what is only passed on is still that answer. */
export function answeredIn(events: readonly Event[], formOf: (definition: string | null, element: string | null) => string | undefined): Map<string, Answered> {
  const [byValue, standing, found] = [new Map<string, string>(), new Map<string, string | undefined>(), new Map<string, Answered>()];
  for (const event of events) {
    for (const { name, new: value } of changesOf(event)) {
      const said = `${name} ${JSON.stringify(value)}`;
      const form = formOf(event.definition_id, event.element_id) ?? byValue.get(said);
      if (form !== undefined) byValue.set(said, form);
      found.set(answerKey(event, name), { old: standing.get(name), new: form });
      standing.set(name, form);
    }
  }
  return found;
}

/** Return every variable's changes, by its name. */
export function historyOf(events: readonly Event[]): Map<string, { event: Event; change: Change }[]> {
  const found = new Map<string, { event: Event; change: Change }[]>();
  for (const event of events) {
    for (const change of changesOf(event)) found.set(change.name, [...(found.get(change.name) ?? []), { event, change }]);
  }
  return found;
}
