/** The inbox: views, the list, and the chosen task beside it; on a phone one after the other. */
import { Empty } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { Task } from '../api/types';
import { useMe } from '../app/session';
import { useText } from '../lang/text';
import { BulkBar } from './BulkBar';
import { MentionList } from './MentionList';
import { SavedFilters } from './SavedFilters';
import { TaskGroups } from './TaskGroups';
import { TaskList } from './TaskList';
import { TaskPane } from './TaskPane';
import { useAutoSelect } from './useAutoSelect';
import { useKeys } from './useKeys';
import { useTasks } from './useTasks';
import { changed, readState } from './views';
import { ViewBar } from './ViewBar';

const KeySheet = lazy(async () => ({ default: (await import('./KeySheet')).KeySheet }));

export function InboxPage(): ReactNode {
  const say = useText();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [selected, setSelected] = useState<ReadonlyMap<string, Task>>(new Map());
  const claim = useRef<(() => void) | null>(null);
  const state = readState(search, me);
  const tasks = useTasks(state);
  const rows = tasks.data?.pages.flatMap((page) => page.items) ?? [];

  // Read from the address itself: the router renders later than a second key press comes.
  const chosen = (): string | undefined => new URLSearchParams(location.search).get('task') ?? undefined;
  const choose = (task: string | undefined, isReplacing = false): void =>
    setSearch(changed(new URLSearchParams(location.search), { task }), { replace: isReplacing });
  const move = (steps: number): void => {
    const at = rows.findIndex((row) => row.id === chosen());
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + steps))];
    if (next) choose(next.id);
  };
  const next = (): void => {
    const at = rows.findIndex((row) => row.id === chosen());
    choose((rows[at + 1] ?? rows[at - 1])?.id);
  };
  const select = (task: Task): void => {
    const more = new Map(selected);
    if (!more.delete(task.id)) more.set(task.id, task);
    setSelected(more);
  };
  const auto = useAutoSelect(state.task, rows[0]?.id, (task) => choose(task, true));
  const show = (change: Record<string, string | undefined>): void => {
    setSearch(changed(search, { open: undefined, ...change, task: undefined }));
    setSelected(new Map());
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => rows.filter((row) => row.id === chosen()).forEach(select),
    c: () => claim.current?.(),
    Enter: () => document.querySelector<HTMLElement>('.task-body input, .task-body textarea')?.focus(),
    Escape: () => choose(undefined),
    '?': () => setHelpOpen(true),
  });
  // A task that is done elsewhere leaves the list, and with it the selection.
  useEffect(() => setSelected(new Map()), [state.view, state.by]);

  const list = {
    query: tasks,
    state,
    selected: new Set(selected.keys()),
    onChoose: choose,
    onSelect: select,
    onView: (view: string) => setSearch({ view }),
  };
  return (
    <div className={state.task ? 'inbox has-task' : 'inbox'}>
      <h1 className="for-readers">{say('inbox.title')}</h1>
      <section className="inbox-list" aria-label={say('inbox.title')}>
        <ViewBar state={state} auto={auto} onChange={show} onHelp={() => setHelpOpen(true)}>
          <SavedFilters state={state} kept={search.get('kept') ?? undefined} onOpen={(address) => setSearch(address)} />
        </ViewBar>
        {selected.size > 0 && (
          <BulkBar
            tasks={[...selected.values()]}
            onDone={(left) => setSelected(new Map([...selected].filter(([id]) => left.includes(id))))}
          />
        )}
        <div className="rows">
          {state.view === 'mentions' ? (
            <MentionList />
          ) : state.by ? (
            <TaskGroups {...list} by={state.by} onOpen={(open) => show({ open })} />
          ) : (
            <TaskList {...list} />
          )}
        </div>
      </section>
      <section className="inbox-task" aria-label={say('task.title')}>
        {state.task ? (
          <TaskPane key={state.task} taskId={state.task} claimHandle={claim} onBack={() => choose(undefined)} onNext={next} />
        ) : (
          <Empty className="padded" description={say('inbox.chooseOne')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        )}
      </section>
      {isHelpOpen && (
        <Suspense>
          <KeySheet isOpen onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
