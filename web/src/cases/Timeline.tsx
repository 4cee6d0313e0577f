/** The record of a case: who, when, what, from which value to which. */
import { LockOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { Event } from '../api/types';
import { useNameOf } from '../app/people';
import { useNames } from '../bpmn/model';
import { eventText } from '../lang/codes';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { useFieldLabels } from './useFieldLabels';
import { useRecord } from './useCase';
import { Value } from './Value';

// What a reader wants to know first; the rest is one click away.
const ESSENTIAL = new Set([
  'instance_started',
  'instance_completed',
  'instance_cancelled',
  'instance_suspended',
  'instance_resumed',
  'instance_modified',
  'task_created',
  'task_claimed',
  'task_assigned',
  'task_delegated',
  'task_completed',
  'decision_evaluated',
  'timer_fired',
  'message_received',
  'escalation_thrown',
  'incident_raised',
  'incident_resolved',
  'comment_added',
  'attachment_added',
]);

export function Timeline({ caseId }: { caseId: string }): ReactNode {
  return <Loaded query={useRecord(caseId)}>{(events) => <Record events={events} />}</Loaded>;
}

function Record({ events }: { events: Event[] }): ReactNode {
  const { say, language } = useLanguage();
  const [isAll, setAll] = useState(false);
  const definitions = useMemo(
    () => [...new Set(events.map((event) => event.definition_id).filter((id) => id !== null))],
    [events],
  );
  const elementName = useNames(definitions, language);
  const shown = events.filter((event) => isAll || ESSENTIAL.has(event.kind)).reverse();
  return (
    <>
      <div className="filters">
        <Segmented
          value={isAll ? 'all' : 'essential'}
          onChange={(chosen) => setAll(chosen === 'all')}
          options={[
            { value: 'essential', label: say('record.essential') },
            { value: 'all', label: say('record.all', { n: events.length }) },
          ]}
        />
      </div>
      <ol className="timeline">
        {shown.map((event) => (
          <Entry key={event.number} event={event} element={elementName(event.definition_id, event.element_id)} />
        ))}
      </ol>
    </>
  );
}

function Entry({ event, element }: { event: Event; element: string }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  return (
    <li className={`event event-${event.kind.split('_')[0]}`}>
      <time dateTime={event.at}>{moment(event.at, language)}</time>
      <span className="event-number">#{event.number}</span>
      <div>
        <strong>{eventText(say, event.kind)}</strong>
        {element && <span> · {element}</span>}
        <span className="quiet"> · {nameOf(event.actor)}</span>
        {event.on_behalf_of && <span className="quiet"> {say('record.for', { name: nameOf(event.on_behalf_of) })}</span>}
        <Explanation event={event} />
        <Details event={event} />
      </div>
    </li>
  );
}

// Why a decision came out so: a line for each table that took part, and the law that bounds it.
function Explanation({ event }: { event: Event }): ReactNode {
  const { language } = useLanguage();
  if (!event.explanation) return null;
  return (
    <ul className="explanation">
      {event.explanation[language].split('\n').map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Details({ event }: { event: Event }): ReactNode {
  const say = useLanguage().say;
  const { labels } = useFieldLabels();
  if (event.is_erased) {
    return (
      <p className="quiet">
        <LockOutlined aria-hidden /> {say('record.erased')}
      </p>
    );
  }
  const sealed = Object.entries(event.sealed ?? {});
  const changes = sealed.filter(([, value]) => isChange(value));
  if (changes.length > 0) {
    return (
      <dl className="changes">
        {changes.map(([name, value]) => (
          <div key={name}>
            <dt>{labels[name]?.title ?? name}</dt>
            <dd>
              <Value value={read((value as Change).old)} field={labels[name]} /> → <Value value={read((value as Change).new)} field={labels[name]} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  const told = { ...event.detail, ...(event.sealed ?? {}) };
  if (Object.keys(told).length === 0) return null;
  return (
    <details>
      <summary>{say('record.details')}</summary>
      <pre tabIndex={0}>{JSON.stringify(told, null, 2)}</pre>
    </details>
  );
}

interface Change {
  old: unknown;
  new: unknown;
}

const isChange = (value: unknown): value is Change =>
  typeof value === 'object' && value !== null && 'old' in value && 'new' in value;

// Values are kept as JSON texts, so that their digits stay exact.
function read(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
