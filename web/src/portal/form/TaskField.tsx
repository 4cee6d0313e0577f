/** One field of a form, drawn by its kind. */
import type { InputHTMLAttributes, ReactNode } from 'react';
import { useSpoken } from '../language';
import { Choices, Field } from '../parts';
import { PhotosField } from './PhotosField';
import { SignatureField } from './SignatureField';
import type { Schema } from '../../forms/conditions';
import { fromField, isElsewhere, toField } from '../../ui/zone';
import { kindOf } from './kind';

interface Props {
  name: string;
  field: Schema;
  value: unknown;
  error: string | undefined;
  isRequired: boolean;
  taskId: string;
  onChange: (value: unknown) => void;
}

export function TaskField(props: Props): ReactNode {
  const { name, field, error, isRequired } = props;
  return (
    <Field id={name} label={field.title ?? name} hint={field.description} error={error} isOptional={!isRequired}>
      <Control {...props} />
    </Field>
  );
}

function Control({ name, field, value, error, taskId, onChange }: Props): ReactNode {
  const { say } = useSpoken();
  const kind = kindOf(field);
  if (kind === 'choice') {
    const options = (field.oneOf ?? []).map((each) => each as Schema).map((each) => ({ value: String(each.const), label: each.title ?? String(each.const) }));
    return <Choices id={name} options={options} value={value as string | undefined} onChange={onChange} />;
  }
  if (kind === 'yesNo') {
    const options = [{ value: 'yes', label: say('form.yes') }, { value: 'no', label: say('form.no') }];
    const chosen = value === undefined ? undefined : value === true ? 'yes' : 'no';
    return <Choices id={name} options={options} value={chosen} onChange={(picked) => onChange(picked === 'yes')} />;
  }
  if (kind === 'photos') return <PhotosField id={name} ids={(value as string[] | undefined) ?? []} most={field.maxItems ?? 12} taskId={taskId} onChange={onChange} />;
  if (kind === 'signature') return <SignatureField id={name} value={value as string | undefined} taskId={taskId} onChange={onChange} />;
  const given = {
    id: name,
    'aria-invalid': error !== undefined,
    ...(error !== undefined && { 'aria-describedby': `${name}-error` }),
    ...(field.maxLength !== undefined && { maxLength: field.maxLength }),
  };
  const text = value === undefined || value === null ? '' : String(value);
  if (kind === 'long') return <textarea rows={4} {...given} value={text} onChange={(event) => onChange(event.target.value || undefined)} />;
  if (kind === 'number' || kind === 'money') {
    const take = (entered: string): void => onChange(entered === '' ? undefined : Number(entered));
    return <input type="number" inputMode="decimal" step={field.multipleOf ?? 1} min={field.minimum} max={field.maximum} {...given} value={text} onChange={(event) => take(event.target.value)} />;
  }
  if (kind === 'moment') return <Moment given={given} value={text} onChange={onChange} />;
  const type = kind === 'date' ? 'date' : kind === 'phone' ? 'tel' : 'text';
  return <input type={type} {...given} value={text} onChange={(event) => onChange(event.target.value || undefined)} />;
}

interface MomentProps {
  given: InputHTMLAttributes<HTMLInputElement>;
  value: string;
  onChange: (value: unknown) => void;
}

function Moment({ given, value, onChange }: MomentProps): ReactNode {
  const { say } = useSpoken();
  return (
    <>
      <input type="datetime-local" {...given} value={toField(value)} onChange={(event) => onChange(fromField(event.target.value))} />
      {isElsewhere(value === '' ? Date.now() : Date.parse(value)) && <small>{say('form.zone')}</small>}
    </>
  );
}
