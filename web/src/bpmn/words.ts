/** What a BPMN file calls its codes (messages, signals, errors, escalations, by the events that send or catch them), and its forms. */
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';
const KINDS = { message: 'name', signal: 'name', error: 'errorCode', escalation: 'escalationCode' } as const;

const cache = new Map<string, Map<string, string>>();

/** Return the element that names each code: of several, the first. */
export function codesOf(xml: string): Map<string, string> {
  const known = cache.get(xml);
  if (known) return known;
  const codes = codesIn(new DOMParser().parseFromString(xml, 'application/xml'));
  cache.set(xml, codes);
  return codes;
}

const forms = new Map<string, Map<string, string>>();

/** Return the form that each human task is done with. */
export function formsOf(xml: string): Map<string, string> {
  const known = forms.get(xml);
  if (known) return known;
  const file = new DOMParser().parseFromString(xml, 'application/xml');
  const found = [...file.getElementsByTagNameNS(ZEEBE, 'formDefinition')].map((form): [string, string] => [
    form.parentElement?.parentElement?.id ?? '',
    form.getAttribute('externalReference') ?? '',
  ]);
  forms.set(xml, new Map(found));
  return new Map(found);
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
