/** A variable's value as people read it, by the form field that asked for it. */
import type { RJSFSchema } from '@rjsf/utils';
import type { ReactNode } from 'react';
import { contentOf } from '../api/upload';
import type { Values } from '../api/types';
import type { Language } from '../lang/current';
import { groupText, statusText, variableText } from '../lang/codes';
import { useLanguage } from '../lang/text';
import { duration, secondsOf } from '../ui/duration';
import { moment } from '../ui/moment';
import { yuan } from '../ui/money';

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

interface Option {
  const?: unknown;
  title?: string;
}

export function Value({ value, field }: { value: unknown; field: RJSFSchema | undefined }): ReactNode {
  const { say, language } = useLanguage();
  if (value === null || value === undefined) return <span className="quiet">–</span>;
  if (typeof value === 'boolean') return say(value ? 'form.yes' : 'form.no');
  const widget = field?.['x-widget'] as string | undefined;
  const word = ((field?.oneOf ?? []) as Option[]).find((option) => option.const === value)?.title;
  if (word !== undefined) return word;
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
  if (widget === 'status') return statusText(say, String(value));
  if (widget === 'group') return groupText(say, String(value));
  if (widget === 'money') return yuan(Number(value));
  if (typeof value === 'string' && MOMENT.test(value)) return moment(value, language);
  if (Array.isArray(value)) return <Entries entries={value} field={(field?.items ?? field) as RJSFSchema | undefined} />;
  if (typeof value === 'object' && field?.properties) return <Entries entries={[value]} field={field} />;
  if (typeof value === 'object') return <code className="json">{JSON.stringify(value)}</code>;
  const span = typeof value === 'string' ? secondsOf(value) : undefined;
  if (span !== undefined) return duration(say, span);
  return String(value);
}

// Decisions give their reasons in both languages: one is the reader's.
function told(value: Values, language: Language): Values {
  const others = language === 'zh' ? 'text_en' : 'text_zh';
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.endsWith(others)));
}

function Entries({ entries, field }: { entries: unknown[]; field: RJSFSchema | undefined }): ReactNode {
  const { say, language } = useLanguage();
  return (
    <ul className="entries">
      {entries.map((entry, at) => (
        <li key={at}>
          {typeof entry === 'object' && entry !== null ? (
            Object.entries(told(entry as Values, language)).map(([name, value]) => {
              // A form says what is inside of its groups; what others hold is called the same at any depth.
              const known = field?.properties?.[name] as RJSFSchema | undefined;
              const inner = known?.properties || known?.items ? known : ({ ...known, properties: field?.properties } as RJSFSchema);
              return (
                <span key={name} className="pair">
                  {inner?.title ?? variableText(say, name)}: <Value value={value} field={inner} />
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
