/** One task in the inbox: chosen with a click, selected with its box. */
import { FlagFilled, UserOutlined } from '@ant-design/icons';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Task } from '../api/types';
import { useNameOf } from '../app/people';
import { useMe } from '../app/session';
import { groupText } from '../lang/codes';
import { listed, named, useLanguage } from '../lang/text';
import { Due } from '../ui/Due';
import { shortMoment } from '../ui/moment';

const URGENT_FROM = 70;

interface Props {
  task: Task;
  isChosen: boolean;
  isSelected: boolean;
  onChoose: (task: string) => void;
  onSelect: (task: Task) => void;
}

export function TaskRow({ task, isChosen, isSelected, onChoose, onSelect }: Props): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const me = useMe();
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const holder = task.assignee === me.id ? say('task.you') : task.assignee ? nameOf(task.assignee) : undefined;
  const number = task.business_key ?? say('task.noNumber');
  return (
    <li className={isChosen ? 'row-line is-chosen' : 'row-line'}>
      {task.state === 'open' && (
        <input
          type="checkbox"
          checked={isSelected}
          aria-label={say('bulk.select', { name: named(language, task), number })}
          onChange={() => onSelect(task)}
        />
      )}
      <button
        ref={row}
        type="button"
        className="row"
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
          {task.state === 'open' ? (
            <Due at={task.due_at} isProvisional={task.due_is_provisional} />
          ) : (
            task.ended_at && <span>{shortMoment(task.ended_at, language)}</span>
          )}
        </span>
        <span className="row-second">
          <span>{number}</span>
          <span className={task.assignee ? 'holder' : 'holder is-free'}>
            <UserOutlined aria-hidden /> {holder ?? listed(language, task.candidate_groups.map((group) => groupText(say, group)))}
          </span>
        </span>
      </button>
    </li>
  );
}
