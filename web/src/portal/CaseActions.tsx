/** What a customer can do about a case: urge, rate, complain, cancel, revoke links. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useSpoken } from './language';
import { Choices, Failure, Field } from './parts';
import { ask, newKey, of, type Filed, type OwnCase } from './server';

type Act = 'urge' | 'cancel' | 'complain' | 'rate';
const SCORES = ['5', '4', '3', '2', '1'] as const;
const SUBJECTS = ['delay', 'service_attitude', 'lateness', 'arbitrary_fee', 'product_quality', 'damage_at_home', 'other'] as const;

export function CaseActions({ data, isProven, onDone }: { data: OwnCase; isProven: boolean; onDone: () => void }): ReactNode {
  const { say, language } = useSpoken();
  const [act, setAct] = useState<Act>();
  const [told, setTold] = useState<string>();
  const [error, setError] = useState<Error>();
  const path = `/cases/${of(data.number)}`;
  const finish = (text: string): void => {
    setAct(undefined);
    setTold(text);
    onDone();
  };
  const revoke = (): void => {
    ask<{ links: number }>(`${path}/links`, { method: 'DELETE' })
      .then(({ links }) => setTold(say('case.revoked', { n: links })))
      .catch((failed: unknown) => setError(failed as Error));
  };
  const open = (which: Act): void => {
    setTold(undefined);
    setAct(act === which ? undefined : which);
  };
  const offered: [Act, boolean][] = [
    ['rate', data.can_rate],
    ['urge', data.can_urge],
    ['complain', data.kind !== 'TS'],
    ['cancel', data.can_cancel],
  ];
  return (
    <section className="card">
      <div className="acts">
        {offered.map(
          ([which, isOffered]) =>
            isOffered && (
              <button key={which} type="button" className={which === 'rate' ? 'main' : ''} aria-expanded={act === which} onClick={() => open(which)}>
                {say(`case.${which}`)}
              </button>
            ),
        )}
        {isProven && (
          <button type="button" className="plain" onClick={revoke}>
            {say('case.revoke')}
          </button>
        )}
      </div>
      {data.limits !== null && data.closed_at === null && <p className="hint">{data.limits[language]}</p>}
      {told !== undefined && <p role="status">{told}</p>}
      <Failure error={error} />
      {act === 'urge' && <Note key="urge" path={`${path}/urge`} asks={say('case.urgeAsk')} onDone={() => finish(say('case.urged'))} />}
      {act === 'cancel' && <Note key="cancel" path={`${path}/cancel`} asks={say('case.cancelAsk')} onDone={() => finish(say('case.cancelled'))} />}
      {act === 'complain' && <Complaint path={`${path}/complaints`} onDone={(number) => finish(say('case.complained', { number }))} />}
      {act === 'rate' && <Rating path={`${path}/rating`} onDone={() => finish(say('case.rated'))} />}
    </section>
  );
}

/** Sends a small form once, and tells what went wrong. */
function useSending<T>(path: string, onDone: (answer: T) => void): { send: (body: object) => void; isBusy: boolean; error: Error | undefined } {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const [key] = useState(newKey);
  const send = (body: object): void => {
    setIsBusy(true);
    setError(undefined);
    ask<T>(path, { method: 'POST', body, key })
      .then(onDone)
      .catch((failed: unknown) => setError(failed as Error))
      .finally(() => setIsBusy(false));
  };
  return { send, isBusy, error };
}

function Note({ path, asks, onDone }: { path: string; asks: string; onDone: () => void }): ReactNode {
  const { say } = useSpoken();
  const [note, setNote] = useState('');
  const { send, isBusy, error } = useSending(path, onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (note.trim() !== '') send({ note });
  };
  return (
    <form onSubmit={submit}>
      <Field id="note" label={asks}>
        <textarea id="note" rows={3} maxLength={2000} required value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Failure error={error} />
      <button type="submit" className="main" disabled={isBusy}>
        {say('app.send')}
      </button>
    </form>
  );
}

function Complaint({ path, onDone }: { path: string; onDone: (number: string) => void }): ReactNode {
  const { say } = useSpoken();
  const [subject, setSubject] = useState<string>('delay');
  const [symptom, setSymptom] = useState('');
  const [demand, setDemand] = useState('');
  const { send, isBusy, error } = useSending<Filed>(path, ({ number }) => onDone(number));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (symptom.trim() !== '' && demand.trim() !== '') send({ complaint_subject: subject, symptom, demand });
  };
  return (
    <form onSubmit={submit}>
      <Field id="subject" label={say('new.subject')}>
        <Choices id="subject" value={subject} onChange={setSubject} options={SUBJECTS.map((value) => ({ value, label: say(`subject.${value}`) }))} />
      </Field>
      <Field id="complaint" label={say('new.symptom')}>
        <textarea id="complaint" rows={4} maxLength={2000} required value={symptom} onChange={(event) => setSymptom(event.target.value)} />
      </Field>
      <Field id="demand" label={say('new.demand')}>
        <textarea id="demand" rows={2} maxLength={2000} required value={demand} onChange={(event) => setDemand(event.target.value)} />
      </Field>
      <Failure error={error} />
      <button type="submit" className="main" disabled={isBusy}>
        {say('app.send')}
      </button>
    </form>
  );
}

function Rating({ path, onDone }: { path: string; onDone: () => void }): ReactNode {
  const { say } = useSpoken();
  const [quality, setQuality] = useState<string>();
  const [attitude, setAttitude] = useState<string>();
  const [opinion, setOpinion] = useState('');
  const { send, isBusy, error } = useSending(path, onDone);
  const scores = SCORES.map((value) => ({ value, label: say('case.stars', { n: value }) }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send({ quality: Number(quality), attitude: Number(attitude), ...(opinion.trim() !== '' && { opinion }) });
  };
  return (
    <form onSubmit={submit}>
      <Field id="quality" label={say('case.quality')}>
        <Choices id="quality" value={quality} onChange={setQuality} options={scores} />
      </Field>
      <Field id="attitude" label={say('case.attitude')}>
        <Choices id="attitude" value={attitude} onChange={setAttitude} options={scores} />
      </Field>
      <Field id="opinion" label={say('case.opinion')} isOptional>
        <textarea id="opinion" rows={3} maxLength={2000} value={opinion} onChange={(event) => setOpinion(event.target.value)} />
      </Field>
      <Failure error={error} />
      <button type="submit" className="main" disabled={isBusy || quality === undefined || attitude === undefined}>
        {say('app.send')}
      </button>
    </form>
  );
}
