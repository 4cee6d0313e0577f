/** The variables of a record with every value that they had; choosing one shows when and where it changed. */
import { Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { Event } from '../api/types';
import { useNameOf } from '../app/people';
import { useLanguage } from '../lang/text';
import { moment } from '../ui/moment';
import { answerKey, historyOf, type Answered } from './record';
import type { RecordPart } from './Trace';
import { Value } from './Value';

export function VariableHistory({ events, elementName, words, answered, selection, linked, onChoose }: RecordPart): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const [text, setText] = useState('');
  const history = useMemo(() => [...historyOf(events)], [events]);
  const formsOf = (event: Event | undefined, name: string): Answered | undefined => event && answered.get(answerKey(event, name));
  const isNarrowed = selection.element !== undefined || selection.event !== undefined;
  const wanted = text.trim().toLowerCase();
  const shown = history.filter(
    ([name, changes]) =>
      (!isNarrowed || changes.some(({ event }) => linked.has(event.number))) &&
      `${name} ${words.titleOf(name)}`.toLowerCase().includes(wanted),
  );
  return (
    <section className="card variables">
      <h2>{say('trace.variables', { n: shown.length })}</h2>
      <Input allowClear value={text} placeholder={say('trace.find')} aria-label={say('trace.find')} onChange={(event) => setText(event.target.value)} />
      {shown.length === 0 && <p className="quiet">{say('trace.noVariables')}</p>}
      <ul>
        {shown.map(([name, changes]) => (
          <li key={name} className={name === selection.variable ? 'is-chosen' : ''}>
            <button type="button" className="event-what" aria-expanded={name === selection.variable} onClick={() => onChoose({ variable: name })}>
              <strong>{words.titleOf(name)}</strong> {words.titleOf(name) !== name && <code className="quiet">{name}</code>}
            </button>
            <div>
              <Value value={changes.at(-1)?.change.new} field={words.fieldOf(name, formsOf(changes.at(-1)?.event, name)?.new)} />
              {changes.length > 1 && <span className="quiet"> {say('trace.changes', { n: changes.length })}</span>}
            </div>
            {name === selection.variable && (
              <ol>
                {changes.map(({ event, change }) => (
                  <li key={event.number}>
                    <span className="quiet">
                      {moment(event.at, language)} · {elementName(event.definition_id, event.element_id)} · {nameOf(event.actor)}
                    </span>
                    <div>
                      <Value value={change.old} field={words.fieldOf(name, formsOf(event, name)?.old)} /> →{' '}
                      <Value value={change.new} field={words.fieldOf(name, formsOf(event, name)?.new)} />
                    </div>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
