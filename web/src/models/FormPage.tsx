/** One version of a form as the people who fill it in see it; nothing that is typed here goes anywhere. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import { PRETENDED } from '../api/upload';
import type { Values } from '../api/types';
import { textIn, type FormFile } from '../forms/form';
import { TaskForm } from '../forms/TaskForm';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { useVersions } from './useVersions';
import { VersionHead } from './VersionHead';

// A form's key holds a slash, and the server takes it as part of the address.
const plainPath = (path: string, given: Record<string, unknown>): string => path.replace('{key}', String(given['key']));

export function FormPage(): ReactNode {
  const { say, language } = useLanguage();
  const { '*': key = '' } = useParams();
  const [search] = useSearchParams();
  const versions = useVersions('form', key);
  const version = Number(search.get('version') ?? versions.data?.[0]?.version ?? 0);
  const shown = versions.data?.find((each) => each.version === version);
  const form = useQuery({
    queryKey: ['form', key, version],
    queryFn: () =>
      asked(api.GET('/api/v1/forms/{key}', { params: { path: { key }, query: { version } }, pathSerializer: plainPath })),
    enabled: version > 0,
    staleTime: Infinity,
  });
  return (
    <div className="page">
      <Loaded query={versions}>{(all) => shown && <VersionHead shown={titled(shown, form.data?.form)} versions={all} />}</Loaded>
      <Alert type="info" showIcon title={say('form.preview')} className="gap-below" />
      <Loaded query={form}>
        {(found) => (
          <section className="card">
            <p className="help">{textIn(language, (found.form as unknown as FormFile).help)}</p>
            <Preview key={found.version} form={found.form as unknown as FormFile} />
          </section>
        )}
      </Loaded>
    </div>
  );
}

function titled<T extends { name: string | null; name_en: string | null }>(shown: T, form: unknown): T {
  const title = (form as FormFile | undefined)?.title;
  return { ...shown, name: title?.zh ?? shown.name, name_en: title?.en ?? shown.name_en };
}

function Preview({ form }: { form: FormFile }): ReactNode {
  const [values, setValues] = useState<Values>({});
  const submit = useRef<(() => void) | null>(null);
  return (
    <TaskForm
      taskId={PRETENDED}
      form={form}
      values={values}
      isLocked={false}
      serverErrors={undefined}
      handle={submit}
      onChange={setValues}
      onSubmit={() => undefined}
    />
  );
}
