/** The frame of the portal, and which page stands in it. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { CasePage } from './CasePage';
import { DataPage } from './DataPage';
import { ComeIn } from './ComeIn';
import { HomePage } from './HomePage';
import { MyCases } from './MyCases';
import { NewRequest } from './NewRequest';
import { TaskPage } from './TaskPage';
import { useSpoken } from './language';
import { Failure, Waiting } from './parts';
import { goTo, replaceWith, usePlace } from './place';
import { ask, type Visitor } from './server';

// The cookie is not ours to read: this says whether asking who is there makes sense.
const CAME = 'anxin.portal.in';
const cameBefore = (): boolean => localStorage.getItem(CAME) !== null;
const noteComing = (isIn: boolean): void => (isIn ? localStorage.setItem(CAME, '1') : localStorage.removeItem(CAME));

/** Who is at the portal: undefined while nobody has answered yet, null where nobody came in. */
type Who = Visitor | null | undefined;

export function PortalApp(): ReactNode {
  const { say, language, speak } = useSpoken();
  const [who, setWho] = useState<Who>();
  const [page = '', first = '', second = ''] = usePlace();
  const enter = useCallback((came: Visitor | null) => {
    noteComing(came !== null);
    setWho(came);
  }, []);
  // Only once: later on the pages say themselves who came in.
  useEffect(() => {
    if (!cameBefore()) return setWho(null);
    ask<Visitor>('/session')
      .then(enter)
      .catch(() => enter(null));
    return undefined;
  }, [enter]);
  const leave = (): void => {
    void ask('/session', { method: 'DELETE' }).finally(() => {
      enter(null);
      goTo('/');
    });
  };
  return (
    <>
      <a className="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}>
        {say('app.skip')}
      </a>
      <header className="bar">
        <a className="name" href="#/">
          <img src="/favicon.svg" alt="" width="28" height="28" />
          {say('app.name')}
        </a>
        <span className="end">
          {who && (
            <button type="button" className="plain" onClick={leave}>
              {say('app.leave')}
            </button>
          )}
          <button type="button" className="plain" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
            {say('app.other')}
          </button>
        </span>
      </header>
      <main id="main" tabIndex={-1}>
        <Page page={page} first={first} second={second} who={who} onWho={enter} />
      </main>
    </>
  );
}

interface PageProps {
  page: string;
  first: string;
  second: string;
  who: Who;
  onWho: (who: Visitor | null) => void;
}

function Page({ page, first, second, who, onWho }: PageProps): ReactNode {
  if (page === 't') return <OpenLink token={first} onWho={onWho} />;
  if (page === '' || page === 'home') return <HomePage />;
  if (who === undefined) return <Waiting />;
  if (page === 'new') return <NewRequest who={who} onWho={onWho} />;
  const isProven = who !== null && who.phone !== null;
  if (who === null || (page === 'data' && !isProven)) return <ComeIn onIn={onWho} />;
  if (page === 'data') return <DataPage />;
  if (page === 'case' && second !== '') return <TaskPage caseNumber={first} taskId={second} />;
  if (page === 'case') return <CasePage number={first} isProven={isProven} />;
  return <MyCases who={who} />;
}

function OpenLink({ token, onWho }: { token: string; onWho: (who: Visitor | null) => void }): ReactNode {
  const { say } = useSpoken();
  const [isDead, setIsDead] = useState(false);
  const [error, setError] = useState<Error>();
  const open = useCallback(() => {
    setError(undefined);
    ask<Visitor>('/session', { method: 'POST', body: { link: token } })
      .then((who) => {
        onWho(who);
        replaceWith(`/case/${who.case_number ?? ''}`);
      })
      .catch((failed: Error) => ('status' in failed ? setIsDead(true) : setError(failed)));
  }, [token, onWho]);
  useEffect(open, [open]);
  if (isDead) {
    return (
      <>
        <p className="failure" role="alert">
          {say('in.linkDead')}
        </p>
        <ComeIn
          onIn={(who) => {
            onWho(who);
            replaceWith('/mine');
          }}
        />
      </>
    );
  }
  return error ? <Failure error={error} onRetry={open} /> : <Waiting />;
}
