/** A task's form: drawn from its JSON Schema, validated by the very schema that the server uses. */
import Form, { type FormProps } from '@rjsf/core';
import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { Form as Layout } from 'antd';
import { useMemo, useRef, type ReactNode, type RefObject } from 'react';
import type { Values } from '../api/types';
import { useLanguage } from '../lang/text';
import { TaskOfForm, ValuesOfForm } from './context';
import { localized, uiSchemaOf, type FormFile } from './form';
import { ArrayFieldItemTemplate, ArrayFieldTemplate, BaseInputTemplate, FieldTemplate, ObjectFieldTemplate } from './templates';
import { validatorFor } from './validator';
import { Division } from './widgets/Division';
import { Photos } from './widgets/Photos';
import { Scan } from './widgets/Scan';
import { Signature } from './widgets/Signature';
import { Choice, Choices, Confirm, Day, LongText, Moment, Money, Phone, YesNo } from './widgets/simple';

const TEMPLATES = { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate, BaseInputTemplate };
const WIDGETS = {
  choice: Choice,
  choices: Choices,
  confirm: Confirm,
  day: Day,
  division: Division,
  moment: Moment,
  money: Money,
  phone: Phone,
  photo: Photos,
  scan: Scan,
  signature: Signature,
  textarea: LongText,
  yesNo: YesNo,
};
// Without these RJSF takes the first choice for the default and begins required lists with an empty entry.
const DEFAULTS: FormProps['experimental_defaultFormStateBehavior'] = {
  constAsDefaults: 'never',
  arrayMinItems: { populate: 'never' },
  allOf: 'skipDefaults',
  // Without this it answers required yes-or-no questions with No by itself.
  requiredBooleanDefault: 'skip',
};

interface Props {
  taskId: string;
  form: FormFile;
  values: Values;
  isLocked: boolean;
  serverErrors: ErrorSchema | undefined;
  handle: RefObject<(() => void) | null>;
  onChange: (values: Values) => void;
  onSubmit: (values: Values) => void;
}

export function TaskForm({ taskId, form, values, isLocked, serverErrors, handle, onChange, onSubmit }: Props): ReactNode {
  const { say, language } = useLanguage();
  const element = useRef<HTMLDivElement>(null);
  const schema = useMemo<RJSFSchema>(() => withoutTitle(localized(form.schema, language)), [form, language]);
  const uiSchema = useMemo(() => uiSchemaOf(schema, form.uiSchema), [schema, form]);
  const validator = useMemo(() => validatorFor(say), [say]);
  handle.current = () => element.current?.querySelector('form')?.requestSubmit();
  return (
    <TaskOfForm value={taskId}>
    <ValuesOfForm value={values}>
      <div ref={element}>
        <Layout component={false} layout="vertical">
          <Form
            key={language}
            schema={schema}
            uiSchema={uiSchema}
            formData={values}
            validator={validator}
            templates={TEMPLATES}
            widgets={WIDGETS}
            disabled={isLocked}
            noHtml5Validate
            showErrorList={false}
            focusOnFirstError={(error) => focusOn(element.current, error.property ?? '')}
            idPrefix="f"
            experimental_defaultFormStateBehavior={DEFAULTS}
            {...(serverErrors ? { extraErrors: serverErrors } : {})}
            onChange={({ formData }) => onChange((formData ?? {}) as Values)}
            // Without a handler RJSF writes wrong fields to the console.
            onError={() => undefined}
            onSubmit={({ formData }) => onSubmit((formData ?? {}) as Values)}
          >
            <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
          </Form>
        </Layout>
      </div>
    </ValuesOfForm>
    </TaskOfForm>
  );
}

// The page's heading says it already.
function withoutTitle({ title: _title, ...schema }: RJSFSchema): RJSFSchema {
  return schema;
}

/** Bring the first wrong field into view, whatever widget it has. */
function focusOn(form: HTMLElement | null, property: string): void {
  const id = `f${property.replaceAll('.', '_')}`;
  const field = form?.querySelector<HTMLElement>(`[data-field="${id}"], [id="${id}"]`);
  field?.scrollIntoView({ block: 'center' });
  field?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}
