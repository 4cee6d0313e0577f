/** The rows of the inbox. An empty list says why and where to go on. */
import { Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Task } from '../api/types';
import { useText } from '../lang/text';
import { Failure } from '../ui/Failure';
import { More } from '../ui/More';
import { TaskRow } from './TaskRow';
import type { useTasks } from './useTasks';
import type { InboxState } from './views';

export interface ListProps {
  query: ReturnType<typeof useTasks>;
  state: InboxState;
  selected: ReadonlySet<string>;
  onChoose: (task: string) => void;
  onSelect: (task: Task) => void;
  onView: (view: string) => void;
}

export function TaskList({ query, state, selected, onChoose, onSelect, onView }: ListProps): ReactNode {
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton active className="padded" paragraph={{ rows: 8 }} />;
  if (rows.length === 0) return <Nothing state={state} onView={onView} />;
  return (
    <>
      <ul>
        {rows.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            isChosen={task.id === state.task}
            isSelected={selected.has(task.id)}
            onChoose={onChoose}
            onSelect={onSelect}
          />
        ))}
      </ul>
      <More query={query} />
    </>
  );
}

export function Nothing({ state, onView }: Pick<ListProps, 'state' | 'onView'>): ReactNode {
  const say = useText();
  const isNarrowed = Boolean(state.text ?? state.process ?? state.instance);
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say(isNarrowed ? 'inbox.nothingFound' : `empty.${state.view}`)} className="padded">
      {isNarrowed ? (
        <Button onClick={() => onView(state.view)}>{say('inbox.clearFilters')}</Button>
      ) : (
        state.view !== 'unassigned' && <Button onClick={() => onView('unassigned')}>{say('inbox.seeUnassigned')}</Button>
      )}
    </Empty>
  );
}
