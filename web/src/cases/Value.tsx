/** A variable's value as people read it, by the form field that asked for it. */
import type { RJSFSchema } from '@rjsf/utils';
import type { ReactNode } from 'react';
import { contentOf } from '../api/upload';
import { useLanguage } from '../lang/text';
import { moment } from '../ui/moment';
import { yuan } from '../ui/money';

interface Option {
  const?: unknown;
  title?: string;
}

export function Value({ value, field }: { value: unknown; field: RJSFSchema | undefined }): ReactNode {
  const { say, language } = useLanguage();
  if (value === null || value === undefined) return <span className="quiet">–</span>;
  if (typeof value === 'boolean') return say(value ? 'form.yes' : 'form.no');
  const widget = field?.['x-widget'] as string | undefined;
  if (widget === 'photo' && Array.isArray(value)) {
    return (
      <span className="photos">
        {value.map((id, at) => (
          <img key={String(id)} src={contentOf(String(id))} alt={say('form.photo', { n: at + 1 })} />
        ))}
      </span>
    );
  }
  if (widget === 'signature') return <img className="signed" src={contentOf(String(value))} alt="" />;
  if (widget === 'money') return yuan(Number(value));
  if (field?.format === 'date-time' && typeof value === 'string') return moment(value, language);
  if (Array.isArray(value)) return <Entries entries={value} field={field?.items as RJSFSchema | undefined} />;
  if (typeof value === 'object') return <code className="json">{JSON.stringify(value)}</code>;
  const options = (field?.oneOf ?? []) as Option[];
  return options.find((option) => option.const === value)?.title ?? String(value);
}

function Entries({ entries, field }: { entries: unknown[]; field: RJSFSchema | undefined }): ReactNode {
  return (
    <ul className="entries">
      {entries.map((entry, at) => (
        <li key={at}>
          {typeof entry === 'object' && entry !== null ? (
            Object.entries(entry).map(([name, value]) => {
              const inner = field?.properties?.[name] as RJSFSchema | undefined;
              return (
                <span key={name} className="pair">
                  {inner?.title ?? name}: <Value value={value} field={inner} />
                </span>
              );
            })
          ) : (
            <Value value={entry} field={field} />
          )}
        </li>
      ))}
    </ul>
  );
}
