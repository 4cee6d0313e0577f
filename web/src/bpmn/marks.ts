/** Where a case stands and which way it came, as marks on a diagram. */
import type { Event, Token } from '../api/types';
import type { Mark } from './Diagram';

export function marksOf(definition: string, tokens: readonly Token[], events: readonly Event[], chosen: string | undefined): Mark[] {
  const here = tokens.filter((token) => token.definition_id === definition);
  const counts = new Map<string, number>();
  for (const token of here) counts.set(token.element_id, (counts.get(token.element_id) ?? 0) + 1);
  const past = events.filter((event) => event.definition_id === definition && event.kind === 'element_completed');
  const done = new Set(past.flatMap((event) => [event.element_id ?? '', ...flowsOf(event)]));
  return [
    ...[...done].filter((id) => id && !counts.has(id)).map((element): Mark => ({ element, look: 'done' })),
    ...[...counts].map(([element, count]): Mark => ({ element, look: 'waits', text: String(count) })),
    ...(chosen ? [{ element: chosen, look: 'chosen' } as const] : []),
  ];
}

function flowsOf(event: Event): string[] {
  const flows: unknown = event.detail['flows'];
  return Array.isArray(flows) ? flows.map(String) : [];
}
