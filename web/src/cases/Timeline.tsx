/** The events of a record: who, when, what, for whom, from which value to which. */
import { LockOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Event } from '../api/types';
import { useNameOf } from '../app/people';
import { eventText } from '../lang/codes';
import { useLanguage } from '../lang/text';
import { moment } from '../ui/moment';
import { DecisionRecord, isDecision } from './DecisionRecord';
import { EventDetail } from './EventDetail';
import { answerKey, changesOf } from './record';
import type { RecordPart } from './Trace';
import type { RecordWords } from './useRecordWords';
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

export function Timeline({ events, elementName, words, answered, selection, linked, onChoose }: RecordPart): ReactNode {
  const { say } = useLanguage();
  const [isAll, setAll] = useState(false);
  const isNarrowed = selection.element !== undefined || selection.variable !== undefined;
  // What is selected elsewhere is shown even where it is no essential.
  const shown = events.filter((event) => (isNarrowed ? linked.has(event.number) : isAll || ESSENTIAL.has(event.kind) || linked.has(event.number))).reverse();
  return (
    <section>
      <div className="filters">
        <Segmented
          aria-label={say('case.record')}
          value={isAll ? 'all' : 'essential'}
          onChange={(chosen) => setAll(chosen === 'all')}
          options={[
            { value: 'essential', label: say('record.essential') },
            { value: 'all', label: say('record.all', { n: events.length }) },
          ]}
        />
        {isNarrowed && (
          <Button onClick={() => onChoose(selection)}>
            {say('trace.clear', {
              what: selection.variable === undefined ? elementName(selection.definition ?? null, selection.element ?? null) : words.titleOf(selection.variable),
            })}
          </Button>
        )}
      </div>
      <ol className="timeline" aria-label={say('case.record')}>
        {shown.map((event) => (
          <Entry
            key={event.number}
            event={event}
            elementName={elementName}
            words={words}
            answered={answered}
            isChosen={selection.event === event.number}
            onChoose={() => onChoose({ event: event.number })}
          />
        ))}
      </ol>
    </section>
  );
}

interface EntryProps extends Pick<RecordPart, 'elementName' | 'words' | 'answered'> {
  event: Event;
  isChosen: boolean;
  onChoose: () => void;
}

function Entry({ event, elementName, words, answered, isChosen, onChoose }: EntryProps): ReactNode {
  const { say, language } = useLanguage();
  const element = whatOf(event, elementName, words);
  const nameOf = useNameOf();
  return (
    <li className={`event event-${event.kind.split('_')[0]}${isChosen ? ' is-chosen' : ''}`}>
      <time dateTime={event.at}>{moment(event.at, language)}</time>
      <span className="event-number">#{event.number}</span>
      <div>
        <button type="button" className="event-what" aria-pressed={isChosen} onClick={onChoose}>
          <strong>{eventText(say, event.kind)}</strong>
          {element && <span> · {element}</span>}
        </button>
        <span className="quiet"> · {nameOf(event.actor)}</span>
        {event.on_behalf_of && <span className="quiet"> {say('record.for', { name: nameOf(event.on_behalf_of) })}</span>}
        <Explanation event={event} />
        <Details event={event} elementName={elementName} words={words} answered={answered} />
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

// A message comes to the case as a whole: what it is called says more than that there was one.
function whatOf(event: Event, elementName: RecordPart['elementName'], words: RecordWords): string {
  const { message, signal } = event.detail;
  const code = message ?? signal;
  return event.element_id === null && typeof code === 'string' ? words.codeText(code) : elementName(event.definition_id, event.element_id);
}

function Details({ event, elementName, words, answered }: Pick<EntryProps, 'event' | 'elementName' | 'words' | 'answered'>): ReactNode {
  const say = useLanguage().say;
  if (event.is_erased) {
    return (
      <p className="quiet">
        <LockOutlined aria-hidden /> {say('record.erased')}
      </p>
    );
  }
  if (isDecision(event.sealed)) return <DecisionRecord record={event.sealed} words={words} />;
  const changes = changesOf(event);
  if (changes.length > 0) {
    return (
      <dl className="changes">
        {changes.map((change) => (
          <div key={change.name}>
            <dt>{words.titleOf(change.name)}</dt>
            <dd>
              <Value value={change.old} field={words.fieldOf(change.name, answered.get(answerKey(event, change.name))?.old)} /> →{' '}
              <Value value={change.new} field={words.fieldOf(change.name, answered.get(answerKey(event, change.name))?.new)} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return <EventDetail event={event} elementName={elementName} words={words} />;
}
