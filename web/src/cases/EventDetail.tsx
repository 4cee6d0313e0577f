/** What an event of the record tells beside its kind: who, when, which step or message, in the reader's words. */
import type { ReactNode } from 'react';
import type { Event } from '../api/types';
import { useNameOf } from '../app/people';
import { useProcesses } from '../app/processes';
import { detailText, groupText } from '../lang/codes';
import { listed, useLanguage } from '../lang/text';
import { moment } from '../ui/moment';
import type { RecordPart } from './Trace';

interface Props extends Pick<RecordPart, 'elementName' | 'words'> {
  event: Event;
}

export function EventDetail({ event, elementName, words }: Props): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const processes = useProcesses();
  const element = (id: string): string => elementName(event.definition_id, id);
  const spoken: Record<string, (told: string) => string> = {
    process: processes.nameOf,
    names: words.titleOf,
    decision: words.decisionName,
    message: words.codeText,
    signal: words.codeText,
    code: words.codeText,
    end: element,
    from: element,
    to: element,
    assignee: nameOf,
    owner: nameOf,
    candidate_users: nameOf,
    groups: (group) => groupText(say, group),
    candidate_groups: (group) => groupText(say, group),
    due_at: (at) => moment(at, language),
    old_due_at: (at) => moment(at, language),
    follow_up_at: (at) => moment(at, language),
  };
  const told = (name: string, value: unknown): string => {
    if (value === null || value === undefined) return '–';
    if (typeof value === 'boolean') return say(value ? 'form.yes' : 'form.no');
    if (Array.isArray(value)) return listed(language, value.map((each) => told(name, each))) || '–';
    if (isChange(value)) return `${told(name, value.old)} → ${told(name, value.new)}`;
    if (typeof value === 'object') return JSON.stringify(value);
    return typeof value === 'string' ? (spoken[name]?.(value) ?? value) : String(value);
  };
  // Only a flow that answers a question has a name; the others tell what the next step tells.
  const answers = (event.detail['flows'] as string[] | undefined)?.map(element).filter((name, at) => name !== (event.detail['flows'] as string[])[at]);
  const entries = Object.entries({ ...event.detail, ...(answers && { flows: answers }), ...(event.sealed ?? {}) }).filter(([, value]) => !isNothing(value));
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>{say('record.details')}</summary>
      <dl className="changes">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{detailText(say, name)}</dt>
            <dd>{told(name, value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

function isChange(value: unknown): value is { old: unknown; new: unknown } {
  return typeof value === 'object' && value !== null && 'old' in value && 'new' in value;
}
