/** What is held about the customer: shown, taken along, agreed to or not, and to be forgotten. */
import { useState, type ReactNode } from 'react';
import type { PortalKey } from '../lang/portal/zh';
import { useSpoken, type PortalSay } from './language';
import { linesOf, readable } from './readable';
import { Card, Failure, Waiting } from './parts';
import { ask, type Erasure, type Held } from './server';
import { useAnswer } from './useAnswer';

type Row = Record<string, unknown>;
type Rows = Record<string, Row[]>;
const PURPOSES = ['marketing', 'survey', 'location', 'recording'] as const;
type Request = Pick<Erasure, 'id' | 'state' | 'answer'>;

export function DataPage(): ReactNode {
  const { say, language } = useSpoken();
  const { data, error, again } = useAnswer<Held>('/data');
  if (data === undefined) return error ? <Failure error={error} onRetry={again} /> : <Waiting />;
  const persons = data.customers as Rows[];
  const requests = persons.flatMap((person) => (person['erasure_requests'] ?? []) as unknown as Request[]);
  return (
    <>
      <h1>{say('data.title')}</h1>
      <p>{persons.length === 0 ? say('data.nothing') : say('data.lead')}</p>
      <div className="acts">
        <button type="button" onClick={() => save('anxin.json', 'application/json', JSON.stringify(data, null, 2))}>
          {say('data.json')}
        </button>
        <button type="button" onClick={() => save('anxin.html', 'text/html', readable(say, language, persons))}>
          {say('data.readable')}
        </button>
      </div>
      {persons.map((person, at) => (
        <Person key={at} person={person} />
      ))}
      {persons.length > 0 && <Consents persons={persons} onDone={again} />}
      {persons.length > 0 && <Forget requests={requests} onDone={again} />}
    </>
  );
}

export const headingOf = (say: PortalSay, kind: string): string => say(`held.${kind}` as PortalKey);

function Person({ person }: { person: Rows }): ReactNode {
  const { say, language } = useSpoken();
  return Object.entries(person)
    .filter(([, rows]) => rows.length > 0)
    .map(([kind, rows]) => (
      <details key={kind} className="card">
        <summary>
          {headingOf(say, kind)} ({rows.length})
        </summary>
        {rows.map((row, at) => (
          <dl key={at} className="facts raw">
            {linesOf(say, language, row).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        ))}
      </details>
    ));
}

function Consents({ persons, onDone }: { persons: Rows[]; onDone: () => void }): ReactNode {
  const { say } = useSpoken();
  const [error, setError] = useState<Error>();
  const given = new Set(
    persons.flatMap((person) => person['consents'] ?? []).filter((each) => each['withdrawn_at'] === null).map((each) => each['purpose']),
  );
  const set = (purpose: string, isGiven: boolean): void => {
    ask(`/consents/${purpose}`, { method: 'PUT', body: { is_given: isGiven } })
      .then(onDone)
      .catch((failed: unknown) => setError(failed as Error));
  };
  return (
    <Card title={say('data.consents')}>
      <p className="hint">{say('data.consentsLead')}</p>
      {PURPOSES.map((purpose) => (
        <p key={purpose} className="row">
          <span id={`consent-${purpose}`}>{say(`consent.${purpose}`)}</span>
          <button type="button" className="small" aria-describedby={`consent-${purpose}`} onClick={() => set(purpose, !given.has(purpose))}>
            {given.has(purpose) ? say('data.withdraw') : say('data.give')}
          </button>
        </p>
      ))}
      <Failure error={error} />
    </Card>
  );
}

function Forget({ requests, onDone }: { requests: Request[]; onDone: () => void }): ReactNode {
  const { say } = useSpoken();
  const [isSure, setIsSure] = useState(false);
  const [error, setError] = useState<Error>();
  const isAsked = requests.some((request) => request.state === 'asked');
  const send = (): void => {
    ask<Erasure[]>('/erasure', { method: 'POST' })
      .then(() => {
        setIsSure(false);
        onDone();
      })
      .catch((failed: unknown) => setError(failed as Error));
  };
  return (
    <Card title={say('data.erase')}>
      <p className="hint">{say('data.eraseLead')}</p>
      {requests.map((request) => (
        <p key={request.id} role="status">
          {say('data.erased', { number: request.id })} <em className="tag calm">{say(`data.state.${request.state}`)}</em> {request.answer}
        </p>
      ))}
      {!isAsked && !isSure && (
        <button type="button" onClick={() => setIsSure(true)}>
          {say('data.erase')}
        </button>
      )}
      {isSure && (
        <div className="acts">
          <button type="button" className="main" onClick={send}>
            {say('data.sure')}
          </button>
          <button type="button" onClick={() => setIsSure(false)}>
            {say('app.cancel')}
          </button>
        </div>
      )}
      <Failure error={error} />
    </Card>
  );
}

function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
