/** What a variable is called for people: as the forms that ask for it call it. */
import type { RJSFSchema } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, asked } from '../api/client';
import { useMay } from '../app/session';
import { fieldsOf, localized, type FormFile } from '../forms/form';
import { useLanguage } from '../lang/text';

// What a case begins with is read first.
const FIRST = /^(intake|exchange|return|complaint)\/register/;

async function allForms(): Promise<FormFile[]> {
  const found = await asked(api.GET('/api/v1/forms/all'));
  found.sort((a, b) => Number(FIRST.test(b.key)) - Number(FIRST.test(a.key)));
  return found.map((view) => view.form as unknown as FormFile);
}

// Several forms ask for the same thing; the shortest name is the plain one: “serial number”, not “check the …”.
const shorter = (known: Record<string, RJSFSchema>, more: Record<string, RJSFSchema>): Record<string, RJSFSchema> =>
  Object.fromEntries(Object.entries(more).filter(([name, field]) => length(field) < length(known[name])));

const length = (field: RJSFSchema | undefined): number => field?.title?.length ?? Infinity;

export function useFieldLabels(): { labels: Record<string, RJSFSchema>; isPending: boolean } {
  const { language } = useLanguage();
  const may = useMay();
  const forms = useQuery({ queryKey: ['forms', 'all'], queryFn: allForms, staleTime: Infinity, enabled: may('read_models') });
  const labels = useMemo(() => {
    const fields = (forms.data ?? []).map((form) => fieldsOf(localized(form.schema, language)));
    return fields.reduce((known, more) => ({ ...known, ...more, ...known, ...shorter(known, more) }), {});
  }, [forms.data, language]);
  return { labels, isPending: forms.isLoading };
}
