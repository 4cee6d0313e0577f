/** The rows of the inbox. An empty list says why and where to go on. */
import { FlagFilled, UserOutlined } from '@ant-design/icons';
import { Button, Empty, Skeleton } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Task } from '../api/types';
import { useNameOf } from '../app/people';
import { useMe } from '../app/session';
import { groupText } from '../lang/codes';
import { named, useLanguage } from '../lang/text';
import { Due } from '../ui/Due';
import { Failure } from '../ui/Failure';
import { shortMoment } from '../ui/moment';
import type { useTasks } from './useTasks';
import type { InboxState } from './views';

const URGENT_FROM = 70;

interface Props {
  query: ReturnType<typeof useTasks>;
  state: InboxState;
  onChoose: (task: string) => void;
  onView: (view: string) => void;
}

export function TaskList({ query, state, onChoose, onView }: Props): ReactNode {
  const { say } = useLanguage();
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton active className="padded" paragraph={{ rows: 8 }} />;
  if (rows.length === 0) return <Nothing state={state} onView={onView} />;
  return (
    <div className="rows">
      <ul>
        {rows.map((task) => (
          <Row key={task.id} task={task} isChosen={task.id === state.task} onChoose={onChoose} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('inbox.more')}
        </Button>
      )}
    </div>
  );
}

function Row({ task, isChosen, onChoose }: { task: Task; isChosen: boolean; onChoose: (task: string) => void }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const me = useMe();
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const holder = task.assignee === me.id ? say('task.you') : task.assignee ? nameOf(task.assignee) : undefined;
  return (
    <li>
      <button
        ref={row}
        type="button"
        className={isChosen ? 'row is-chosen' : 'row'}
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => onChoose(task.id)}
      >
        <span className="row-first">
          <strong>{named(language, task)}</strong>
          {task.priority >= URGENT_FROM && (
            <span className="urgent">
              <FlagFilled aria-hidden /> {say('task.urgent')}
            </span>
          )}
          {task.state === 'open' ? <Due at={task.due_at} /> : task.ended_at && <span>{shortMoment(task.ended_at, language)}</span>}
        </span>
        <span className="row-second">
          <span>{task.business_key ?? say('task.noNumber')}</span>
          <span className={task.assignee ? 'holder' : 'holder is-free'}>
            <UserOutlined aria-hidden /> {holder ?? task.candidate_groups.map((group) => groupText(say, group)).join(', ')}
          </span>
        </span>
      </button>
    </li>
  );
}

function Nothing({ state, onView }: { state: InboxState; onView: (view: string) => void }): ReactNode {
  const { say } = useLanguage();
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
