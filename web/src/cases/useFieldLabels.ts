/** What a variable is called for people: as the forms that ask for it call it. */
import type { RJSFSchema } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, asked } from '../api/client';
import { useMay } from '../app/session';
import { fieldsOf, localized, type FormFile } from '../forms/form';
import { useLanguage } from '../lang/text';

async function allForms(): Promise<FormFile[]> {
  const list = await asked(api.GET('/api/v1/forms', { params: { query: { limit: 500 } } }));
  const read = list.items.map(({ key }) => asked(api.GET('/api/v1/forms/{key}', { params: { path: { key } }, pathSerializer: plainPath })));
  return (await Promise.all(read)).map((view) => view.form as unknown as FormFile);
}

// A form's key holds a slash, and the server takes it as part of the address.
const plainPath = (path: string, given: Record<string, unknown>): string => path.replace('{key}', String(given['key']));

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
    return fields.reduce((known, more) => ({ ...more, ...known, ...shorter(known, more) }), {});
  }, [forms.data, language]);
  return { labels, isPending: forms.isLoading };
}
