/** The visits that wait for a technician: chosen by click or key, or dragged onto somebody. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../lang/text';
import { useChoices } from '../reports/useChoices';
import { Due } from '../ui/Due';
import type { Waiting } from './useBoard';

interface Props {
  waiting: readonly Waiting[];
  chosen: string | null;
  onChoose: (taskId: string | null) => void;
}

export function WaitingList({ waiting, chosen, onChoose }: Props): ReactNode {
  const { say } = useLanguage();
  return (
    <section className="card waiting" aria-label={say('dispatch.waiting')}>
      <h2>
        {say('dispatch.waiting')} <span className="count">{waiting.length}</span>
      </h2>
      {waiting.length === 0 && <p className="quiet">{say('dispatch.nothingWaits')}</p>}
      <ul>
        {waiting.map((task) => (
          <Card key={task.task_id} task={task} isChosen={task.task_id === chosen} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  );
}

function Card({ task, isChosen, onChoose }: { task: Waiting; isChosen: boolean; onChoose: Props['onChoose'] }): ReactNode {
  const { say } = useLanguage();
  const { word } = useChoices();
  const about = [task.category && word('category', task.category), task.model].filter(Boolean).join(' ');
  return (
    <li
      className={`waiting-card${isChosen ? ' is-chosen' : ''}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', task.task_id);
        event.dataTransfer.effectAllowed = 'move';
        onChoose(task.task_id);
      }}
    >
      <button type="button" aria-pressed={isChosen} onClick={() => onChoose(isChosen ? null : task.task_id)}>
        <span className="row-first">
          <strong>{about || say('dispatch.unknownProduct')}</strong>
          {task.is_emergency && <span className="urgent">{say('dispatch.emergency')}</span>}
        </span>
        <span className="waiting-line">{[task.province && word('province', task.province), task.city].filter(Boolean).join(' ')}</span>
        {task.symptom && <span className="waiting-line quiet">{task.symptom}</span>}
      </button>
      <p className="row-second">
        <Link to={`/cases/${task.instance_id}`}>{task.case_number ?? task.instance_id}</Link>
        {task.due_at && <Due at={task.due_at} />}
      </p>
    </li>
  );
}
