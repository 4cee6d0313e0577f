/** The inbox: views, the list, and the chosen task beside it; on a phone one after the other. */
import { Empty } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../app/session';
import { useText } from '../lang/text';
import { KeySheet } from './KeySheet';
import { TaskList } from './TaskList';
import { TaskPane } from './TaskPane';
import { useKeys } from './useKeys';
import { useTasks } from './useTasks';
import { changed, readState } from './views';
import { ViewBar } from './ViewBar';

export function InboxPage(): ReactNode {
  const say = useText();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const claim = useRef<(() => void) | null>(null);
  const state = readState(search, me);
  const tasks = useTasks(state);
  const rows = tasks.data?.pages.flatMap((page) => page.items) ?? [];

  // Read from the address itself: the router renders later than a second key press comes.
  const chosen = (): string | undefined => new URLSearchParams(location.search).get('task') ?? undefined;
  const choose = (task: string | undefined): void =>
    setSearch(changed(new URLSearchParams(location.search), { task }));
  const move = (steps: number): void => {
    const at = rows.findIndex((row) => row.id === chosen());
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + steps))];
    if (next) choose(next.id);
  };
  const next = (): void => {
    const at = rows.findIndex((row) => row.id === chosen());
    choose((rows[at + 1] ?? rows[at - 1])?.id);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    c: () => claim.current?.(),
    Enter: () => document.querySelector<HTMLElement>('.task-body input, .task-body textarea')?.focus(),
    Escape: () => choose(undefined),
    '?': () => setHelpOpen(true),
  });

  return (
    <div className={state.task ? 'inbox has-task' : 'inbox'}>
      <h1 className="for-readers">{say('inbox.title')}</h1>
      <section className="inbox-list" aria-label={say('inbox.title')}>
        <ViewBar state={state} onChange={(change) => setSearch(changed(search, { ...change, task: undefined }))} onHelp={() => setHelpOpen(true)} />
        <TaskList query={tasks} state={state} onChoose={choose} onView={(view) => setSearch({ view })} />
      </section>
      <section className="inbox-task" aria-label={say('task.title')}>
        {state.task ? (
          <TaskPane key={state.task} taskId={state.task} claimHandle={claim} onBack={() => choose(undefined)} onNext={next} />
        ) : (
          <Empty className="padded" description={say('inbox.chooseOne')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        )}
      </section>
      <KeySheet isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
