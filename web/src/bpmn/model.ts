/** A BPMN file as text, with the names that people read. */
import { useQuery, useQueries } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import type { Language } from '../lang/current';
import { wordsOf } from './words';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

const modelQuery = (definitionId: string) => ({
  queryKey: ['model', definitionId],
  queryFn: () =>
    asked(
      api.GET('/api/v1/process-definitions/{definition_id}/xml', {
        params: { path: { definition_id: definitionId } },
        parseAs: 'text',
      }),
    ) as Promise<unknown> as Promise<string>,
  // A deployed version never changes.
  staleTime: Infinity,
});

export const useModel = (definitionId: string | undefined) => useQuery({ ...modelQuery(definitionId ?? ''), enabled: Boolean(definitionId) });

export function useNames(definitionIds: readonly string[], language: Language): (definition: string | null, element: string | null) => string {
  const models = useQueries({ queries: definitionIds.map(modelQuery) });
  const names = new Map(definitionIds.map((id, at) => [id, namesIn(models[at]?.data, language)]));
  // What happens to a case as a whole names no file: the step is one of any of them.
  const anyName = (element: string): string | undefined => [...names.values()].find((known) => known.has(element))?.get(element);
  return (definition, element) => (element && (definition === null ? anyName(element) : names.get(definition)?.get(element))) || (element ?? '');
}

/** Return what the models of some versions call the codes that they send and catch, in a reader's language. */
export function useCodes(definitionIds: readonly string[], language: Language): Map<string, string> {
  const models = useQueries({ queries: definitionIds.map(modelQuery) });
  const read = models.flatMap(({ data }) => (data === undefined ? [] : [{ codes: wordsOf(data).codes, names: namesIn(data, language) }]));
  return new Map(read.flatMap(({ codes, names }) => [...codes].map(([code, id]): [string, string] => [code, names.get(id) ?? code])));
}

/** Return how to find the form of a task in the models of some versions. */
export function useForms(definitionIds: readonly string[]): (definition: string | null, element: string | null) => string | undefined {
  const models = useQueries({ queries: definitionIds.map(modelQuery) });
  const read = models.map(({ data }) => (data === undefined ? undefined : wordsOf(data).forms));
  const forms = new Map(definitionIds.map((id, at) => [id, read[at]]));
  return (definition, element) => forms.get(definition ?? '')?.get(element ?? '');
}

export const elementNames = (xml: string, language: Language): Map<string, string> => namesIn(xml, language);

const cache = new Map<string, Map<string, string>>();

function namesIn(xml: string | undefined, language: Language): Map<string, string> {
  if (xml === undefined) return new Map();
  const key = `${language} ${xml}`;
  const known = cache.get(key);
  if (known) return known;
  const found = new Map<string, string>();
  for (const element of new DOMParser().parseFromString(xml, 'application/xml').querySelectorAll('[id][name]')) {
    found.set(element.id, (language === 'en' ? englishOf(element) : undefined) ?? element.getAttribute('name') ?? '');
  }
  cache.set(key, found);
  return found;
}

/** Return the elements of one kind with their names. */
export function elementsOf(xml: string | undefined, kind: string, language: Language): [string, string][] {
  if (xml === undefined) return [];
  const file = new DOMParser().parseFromString(xml, 'application/xml');
  const names = namesIn(xml, language);
  return [...file.getElementsByTagNameNS(BPMN, kind)].map((element) => [element.id, names.get(element.id) ?? element.id]);
}

/** Return the file with its labels in the reader's language, for drawing only. */
export function labelled(xml: string, language: Language): string {
  if (language === 'zh') return xml;
  const file = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of file.querySelectorAll('[name]')) {
    const english = element.namespaceURI === BPMN ? englishOf(element) : undefined;
    if (english !== undefined) element.setAttribute('name', english);
  }
  return new XMLSerializer().serializeToString(file);
}

function englishOf(element: Element): string | undefined {
  const own = [...element.children].filter((child) => child.namespaceURI === BPMN && child.localName === 'extensionElements');
  const properties = own.flatMap((extension) => [...extension.getElementsByTagNameNS(ZEEBE, 'property')]);
  return properties.find((property) => property.getAttribute('name') === 'label.en')?.getAttribute('value') ?? undefined;
}
