/** Every decision in its newest version, read at once: how decisions, their columns and rows are called. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { useMay } from '../app/session';
import type { Language } from '../lang/current';
import { named } from '../lang/text';
import type { Outline } from './DecisionTables';

type Column = NonNullable<Outline['table']>['inputs'][number];

const NONE: readonly Outline[] = [];

export function useOutlines(): readonly Outline[] {
  const may = useMay();
  const found = useQuery({
    queryKey: ['outlines', 'all'],
    queryFn: () => asked(api.GET('/api/v1/decision-definitions/all')),
    staleTime: Infinity,
    enabled: may('read_models'),
  });
  return found.data ?? NONE;
}

export const columnText = (column: Column, language: Language): string => named(language, { name: column.label, name_en: column.label_en });

/** Return what a note, written `中文 / English`, says to a reader. */
export function spokenPart(note: string, language: Language): string {
  const at = note.indexOf(' / ');
  if (at < 0) return note;
  return language === 'en' ? note.slice(at + 3) : note.slice(0, at);
}
