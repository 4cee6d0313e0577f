/** What a BPMN file calls its codes: messages, signals, errors and escalations by the events that send or catch them. */
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
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
