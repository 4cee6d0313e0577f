/** What a variable and its values are called for people: as the forms that ask for it and the processes that set it say. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { useMay } from '../app/session';
import type { FormFile } from '../forms/form';
import type { Language } from '../lang/current';
import { useLanguage } from '../lang/text';
import { labelsOf, withWords, type Labels } from './labels';

// What a case begins with is read first.
const FIRST = /^(intake|exchange|return|complaint)\/register/;

interface Form {
  key: string;
  file: FormFile;
}

async function allForms(): Promise<Form[]> {
  const found = await asked(api.GET('/api/v1/forms/all'));
  found.sort((a, b) => Number(FIRST.test(b.key)) - Number(FIRST.test(a.key)));
  return found.map(({ key, form }) => ({ key, file: form as unknown as FormFile }));
}

// Every cell of a table may ask: what sixty forms say is worked out once.
async function allLabels() {
  const [forms, { words, results }] = await Promise.all([allForms(), asked(api.GET('/api/v1/vocabulary'))]);
  const said = (language: Language): Said => ({
    labels: withWords(labelsOf(forms.map((form) => form.file), language), words, language),
    ofForm: Object.fromEntries(forms.map((form) => [form.key, labelsOf([form.file], language)])),
    words: withWords({}, words, language),
    results,
  });
  return { zh: said('zh'), en: said('en') };
}

interface Said {
  labels: Labels;
  /** What each form alone says, by its key. */
  ofForm: Record<string, Labels>;
  /** What processes and decisions alone say. */
  words: Labels;
  /** The decisions whose results variables hold. */
  results: Record<string, string>;
}

const NOTHING: Said = { labels: {}, ofForm: {}, words: {}, results: {} };

export function useFieldLabels(): Said & { isPending: boolean } {
  const { language } = useLanguage();
  const may = useMay();
  const found = useQuery({ queryKey: ['forms', 'labels'], queryFn: allLabels, staleTime: Infinity, enabled: may('read_models') });
  return { ...(found.data?.[language] ?? NOTHING), isPending: found.isLoading };
}
