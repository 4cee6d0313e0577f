/** What can follow an element, read from the model: through gateways, each way with the answer that leads there. */
import { elementNames } from './model';
import type { Language } from '../lang/current';

export interface Following {
  /** The answers on the way: “under warranty? yes”. */
  answers: string[];
  name: string;
  kind: 'step' | 'end';
}

const GATEWAY = /Gateway$/;
const MOST = 12;

export function followingOf(xml: string, elementId: string, language: Language): Following[] {
  const file = new DOMParser().parseFromString(xml, 'application/xml');
  const names = elementNames(xml, language);
  const byId = new Map([...file.querySelectorAll('[id]')].map((element) => [element.id, element]));
  const flows = [...file.getElementsByTagNameNS('*', 'sequenceFlow')];
  const found = new Map<string, Following>();
  const seen = new Set<string>();

  const walk = (from: string, answers: string[]): void => {
    for (const flow of flows.filter((each) => each.getAttribute('sourceRef') === from)) {
      const target = byId.get(flow.getAttribute('targetRef') ?? '');
      if (!target || found.size >= MOST) continue;
      const question = byId.get(from);
      const answer = names.get(flow.id);
      const said = answer && question && GATEWAY.test(question.localName) ? [...answers, `${names.get(from) ?? ''} ${answer}`.trim()] : answers;
      if (!GATEWAY.test(target.localName)) {
        const kind = target.localName === 'endEvent' ? 'end' : 'step';
        const name = names.get(target.id) ?? '';
        if (!found.has(target.id)) found.set(target.id, { answers: said, name, kind });
      } else if (!seen.has(target.id)) {
        seen.add(target.id);
        walk(target.id, said);
      }
    }
  };
  walk(elementId, []);
  return [...found.values()].filter((each) => each.name !== '');
}
