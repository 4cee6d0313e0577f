/** What a variable is called for people: as the forms that ask for it call it. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { useMay } from '../app/session';
import type { FormFile } from '../forms/form';
import type { Language } from '../lang/current';
import { useLanguage } from '../lang/text';
import { labelsOf, type Labels } from './labels';

// What a case begins with is read first.
const FIRST = /^(intake|exchange|return|complaint)\/register/;

async function allForms(): Promise<FormFile[]> {
  const found = await asked(api.GET('/api/v1/forms/all'));
  found.sort((a, b) => Number(FIRST.test(b.key)) - Number(FIRST.test(a.key)));
  return found.map((view) => view.form as unknown as FormFile);
}

// Every cell of a table may ask: what sixty forms say is worked out once.
async function allLabels(): Promise<Record<Language, Labels>> {
  const forms = await allForms();
  return { zh: labelsOf(forms, 'zh'), en: labelsOf(forms, 'en') };
}

const NONE: Labels = {};

export function useFieldLabels(): { labels: Labels; isPending: boolean } {
  const { language } = useLanguage();
  const may = useMay();
  const found = useQuery({ queryKey: ['forms', 'labels'], queryFn: allLabels, staleTime: Infinity, enabled: may('read_models') });
  return { labels: found.data?.[language] ?? NONE, isPending: found.isLoading };
}
