/** A request in four steps: product, problem, contact, check; a number at the end. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { compressed } from '../forms/widgets/picture';
import { ComeIn } from './ComeIn';
import { ContactStep, ProblemStep, ProductStep, Summary, missingIn, type Request } from './steps';
import { useSpoken } from './language';
import { Failure } from './parts';
import { goTo } from './place';
import { ask, newKey, of, sendFile, type Filed, type Visitor } from './server';
import { useDraft } from './useDraft';

const EMPTY: Request = { kind: 'WX', consents: [] };
const STEPS = ['new.product', 'new.problem', 'new.contact', 'new.check'] as const;

export function NewRequest({ who, onWho }: { who: Visitor | null; onWho: (who: Visitor) => void }): ReactNode {
  const { say } = useSpoken();
  const { draft, isOld, keep, drop } = useDraft<Request>('request', EMPTY);
  const [step, setStep] = useState(0);
  const [photos, setPhotos] = useState<File[]>([]);
  const [isTold, setIsTold] = useState(false);
  const [filed, setFiled] = useState<Filed & { failed: number }>();
  const [progress, setProgress] = useState<string>();
  const [error, setError] = useState<Error>();
  const key = useRef(newKey());
  const wrong = isTold ? missingIn(draft, step) : [];
  const isProven = who !== null && who.phone !== null;
  const turn = (to: number): void => {
    setStep(to);
    setIsTold(false);
    window.scrollTo(0, 0);
  };
  const go = (event: FormEvent): void => {
    event.preventDefault();
    if (missingIn(draft, step).length > 0) return setIsTold(true);
    if (step < STEPS.length - 1) return turn(step + 1);
    void send();
  };
  const send = async (): Promise<void> => {
    setError(undefined);
    setProgress(say('app.sending'));
    try {
      const made = await ask<Filed>('/cases', { method: 'POST', body: draft, key: key.current });
      setFiled({ ...made, failed: await sendPhotos(made.number) });
      drop();
    } catch (failed) {
      setError(failed as Error);
      // What was refused is another request once it is mended.
      if (failed instanceof Error && 'status' in failed) key.current = newKey();
    }
    setProgress(undefined);
  };
  const sendPhotos = async (number: string): Promise<number> => {
    let failed = 0;
    for (const [at, photo] of photos.entries()) {
      setProgress(say('new.uploading', { n: at + 1, all: photos.length }));
      const { blob, name } = await compressed(photo);
      // The case is there already: a photo that does not arrive can be sent from its page.
      await sendFile(`/cases/${of(number)}/files`, blob, name).catch(() => failed++);
    }
    return failed;
  };
  if (filed) return <Done filed={filed} />;
  return (
    <>
      <h1>{say('new.title')}</h1>
      <p className="hint" role="status">
        {say('new.step', { n: step + 1, all: STEPS.length })} · {say(STEPS[step] ?? 'new.check')}
      </p>
      <progress max={STEPS.length} value={step + 1} aria-hidden="true" />
      {isOld && step === 0 && (
        <p className="note">
          {say('new.draft')}{' '}
          <button type="button" className="plain" onClick={drop}>
            {say('new.startOver')}
          </button>
        </p>
      )}
      {step === 3 && !isProven && <ComeIn isPlain onIn={onWho} />}
      <form onSubmit={go} noValidate>
        {step === 0 && <ProductStep request={draft} wrong={wrong} onChange={keep} />}
        {step === 1 && <ProblemStep request={draft} wrong={wrong} onChange={keep} photos={photos} onPhotos={setPhotos} />}
        {step === 2 && <ContactStep request={draft} wrong={wrong} onChange={keep} />}
        {step === 3 && isProven && <Summary request={draft} photos={photos.length} />}
        <Failure error={error} />
        {progress !== undefined && <p role="status">{progress}</p>}
        <div className="actions">
          {step > 0 && (
            <button type="button" onClick={() => turn(step - 1)} disabled={progress !== undefined}>
              {say('app.before')}
            </button>
          )}
          {(step < 3 || isProven) && (
            <button type="submit" className="main" disabled={progress !== undefined}>
              {step < 3 ? say('app.next') : say('app.send')}
            </button>
          )}
        </div>
      </form>
    </>
  );
}

function Done({ filed }: { filed: Filed & { failed: number } }): ReactNode {
  const { say } = useSpoken();
  const [isCopied, setIsCopied] = useState(false);
  const link = `${window.location.origin}${window.location.pathname}#/t/${filed.link}`;
  return (
    <section className="card done" role="status">
      <h1>{say('new.done')}</h1>
      <p className="number">{filed.number}</p>
      <p>{say('new.doneLead')}</p>
      {filed.failed > 0 && <p className="note">{say('new.photosFailed', { n: filed.failed })}</p>}
      <button type="button" className="main" onClick={() => goTo(`/case/${filed.number}`)}>
        {say('new.follow')}
      </button>
      <p className="link" data-link={link}>
        <input readOnly value={link} aria-label={say('new.copy')} onFocus={(event) => event.target.select()} />
        {/* Browsers have a clipboard on https only. */}
        {'clipboard' in navigator && (
          <button type="button" onClick={() => void navigator.clipboard.writeText(link).then(() => setIsCopied(true), () => setIsCopied(false))}>
            {isCopied ? say('new.copied') : say('new.copy')}
          </button>
        )}
      </p>
    </section>
  );
}
