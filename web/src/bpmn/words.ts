/** What a BPMN file calls its codes (messages, signals, errors, escalations, by the events that send or catch them), and its forms. */
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';
const KINDS = { message: 'name', signal: 'name', error: 'errorCode', escalation: 'escalationCode' } as const;

export interface ModelWords {
  /** The element that names a code: of several, the first. */
  codes: Map<string, string>;
  /** The form that each human task is done with. */
  forms: Map<string, string>;
}

const cache = new Map<string, ModelWords>();

export function wordsOf(xml: string): ModelWords {
  const known = cache.get(xml);
  if (known) return known;
  const file = new DOMParser().parseFromString(xml, 'application/xml');
  const words = { codes: codesIn(file), forms: formsIn(file) };
  cache.set(xml, words);
  return words;
}

function codesIn(file: Document): Map<string, string> {
  const found = new Map<string, string>();
  for (const [kind, attribute] of Object.entries(KINDS)) {
    for (const declared of file.getElementsByTagNameNS(BPMN, kind)) {
      const code = declared.getAttribute(attribute);
      const user = file.querySelector(`[${kind}Ref="${CSS.escape(declared.id)}"]`);
      // The definition stands inside of its event; a task that sends or receives refers itself.
      const element = user?.hasAttribute('name') ? user : user?.parentElement;
      if (code && element) found.set(code, element.id);
    }
  }
  return found;
}

function formsIn(file: Document): Map<string, string> {
  const written = [...file.getElementsByTagNameNS(ZEEBE, 'formDefinition')];
  return new Map(written.map((form) => [form.parentElement?.parentElement?.id ?? '', form.getAttribute('externalReference') ?? '']));
}
