/** Small parts that every page of the portal is made of. */
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useSpoken } from './language';
import { Offline } from './server';

export function Failure({ error, onRetry }: { error: Error | undefined; onRetry?: () => void }): ReactNode {
  const { say } = useSpoken();
  if (error === undefined) return null;
  const text = error instanceof Offline ? say('app.offline') : error instanceof Problem ? error.message : say('app.failed');
  return (
    <div className="failure" role="alert">
      <span>{text}</span>
      {onRetry && (
        <button type="button" className="small" onClick={onRetry}>
          {say('app.retry')}
        </button>
      )}
    </div>
  );
}

export function Waiting(): ReactNode {
  const { say } = useSpoken();
  return (
    <p className="waiting" role="status">
      {say('app.loading')}
    </p>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  isOptional?: boolean;
  children: ReactNode;
}

/** A label, a control, a hint and what is wrong; a group of controls is labelled by the caller's `aria-labelledby`. */
export function Field({ id, label, hint, error, isOptional = false, children }: FieldProps): ReactNode {
  const { say } = useSpoken();
  return (
    <div className={error === undefined ? 'field' : 'field wrong'} data-field={id}>
      <label htmlFor={id} id={`${id}-label`}>
        {label}
        {isOptional && <small> {say('app.optional')}</small>}
      </label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  id: string;
  options: readonly { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string) => void;
}

export function Choices({ id, options, value, onChange }: ChoiceProps): ReactNode {
  return (
    <div className="choices" role="radiogroup" aria-labelledby={`${id}-label`} id={id}>
      {options.map((option) => (
        <label key={option.value} className={value === option.value ? 'choice chosen' : 'choice'}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

export function Card({ title, children }: { title?: string; children: ReactNode }): ReactNode {
  return (
    <section className="card">
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}
