/** The open tasks of a case that the reader may see. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useNameOf } from '../app/people';
import { groupText } from '../lang/codes';
import { listed, named, useLanguage } from '../lang/text';
import { Due } from '../ui/Due';
import { Loaded } from '../ui/Loaded';
import { useCaseTasks } from './useCase';

export function CaseTasks({ caseId }: { caseId: string }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  return (
    <Loaded query={useCaseTasks(caseId)}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="quiet">{say('case.noTasks')}</p>
        ) : (
          <ul className="case-tasks">
            {items.map((task) => (
              <li key={task.id}>
                <Link to={`/tasks?case=${caseId}&view=all&task=${task.id}`}>{named(language, task)}</Link>{' '}
                <Due at={task.due_at} />
                <div className="quiet">
                  {task.assignee
                    ? say('task.heldBy', { name: nameOf(task.assignee) })
                    : say('task.offeredTo', { groups: listed(language, task.candidate_groups.map((group) => groupText(say, group))) })}
                </div>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
