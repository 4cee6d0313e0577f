/** Proving a telephone: a number, a code, and that is all. */
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useSpoken } from './language';
import { Failure, Field } from './parts';
import { ask, type Code, type Visitor } from './server';

const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;
const PAUSE_SECONDS = 60;

export function ComeIn({ onIn, isPlain = false }: { onIn: (who: Visitor) => void; isPlain?: boolean }): ReactNode {
  const { say } = useSpoken();
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [sent, setSent] = useState<Code>();
  const [pause, setPause] = useState(0);
  const [wrong, setWrong] = useState<'phone' | 'code'>();
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    if (pause === 0) return undefined;
    const timer = setTimeout(() => setPause(pause - 1), 1000);
    return () => clearTimeout(timer);
  }, [pause]);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setError(undefined);
    setIsBusy(true);
    await work().catch((failed: unknown) => setError(failed as Error));
    setIsBusy(false);
  };
  const send = (): void => {
    if (!PHONE.test(phone)) return setWrong('phone');
    setWrong(undefined);
    void run(async () => {
      setSent(await ask<Code>('/codes', { method: 'POST', body: { phone } }));
      setPause(PAUSE_SECONDS);
    });
  };
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    if (sent === undefined) return send();
    if (!/^\d{6}$/.test(code)) return setWrong('code');
    setWrong(undefined);
    void run(async () => onIn(await ask<Visitor>('/session', { method: 'POST', body: { phone, code } })));
  };
  return (
    <form onSubmit={enter} noValidate>
      {isPlain ? <h2>{say('in.title')}</h2> : <h1>{say('in.title')}</h1>}
      <p>{say('in.lead')}</p>
      <Field id="phone" label={say('in.phone')} hint={say('in.phoneHint')} error={wrong === 'phone' ? say('in.phoneWrong') : undefined}>
        <input id="phone" type="tel" inputMode="tel" autoComplete="tel" value={phone} maxLength={20} onChange={(event) => setPhone(event.target.value.trim())} />
      </Field>
      <button type="button" onClick={send} disabled={isBusy || pause > 0} className={sent === undefined ? 'main' : ''}>
        {pause > 0 ? say('in.again', { seconds: pause }) : say('in.send')}
      </button>
      {sent && (
        <>
          <p role="status">{sent.demo_code === null ? say('in.sent', { minutes: sent.seconds / 60 }) : say('in.demo', { code: sent.demo_code })}</p>
          <Field id="code" label={say('in.code')} error={wrong === 'code' ? say('in.codeWrong') : undefined}>
            <input id="code" inputMode="numeric" autoComplete="one-time-code" value={code} maxLength={6} onChange={(event) => setCode(event.target.value.trim())} />
          </Field>
          <button type="submit" className="main" disabled={isBusy}>
            {say('in.enter')}
          </button>
        </>
      )}
      <Failure error={error} />
    </form>
  );
}
