/** The inbox by what tasks share: a heading with its count for each group, and the rows of the one that is open. */
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { components } from '../api/schema';
import { useNameOf } from '../app/people';
import { useProcesses } from '../app/processes';
import { useFieldLabels } from '../cases/useFieldLabels';
import { named, useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { day } from '../ui/moment';
import { Nothing, TaskList, type ListProps } from './TaskList';
import { useGroups } from './useTasks';
import { NONE, type Grouping } from './views';

type Group = components['schemas']['TaskGroupView'];

export function TaskGroups({ by, onOpen, ...list }: ListProps & { by: Grouping; onOpen: (group?: string) => void }): ReactNode {
  const textOf = useGroupText(by);
  const { state } = list;
  return (
    <Loaded query={useGroups(state, by)}>
      {(groups) =>
        groups.length === 0 ? (
          <Nothing state={state} onView={list.onView} />
        ) : (
          <ul className="groups">
            {groups.map((group) => {
              const value = group.value ?? NONE;
              const isOpen = state.open === value;
              return (
                <li key={value}>
                  <button
                    type="button"
                    className="group-head"
                    aria-expanded={isOpen}
                    // No address says "without a province".
                    disabled={group.value === null && by === 'province'}
                    onClick={() => onOpen(isOpen ? undefined : value)}
                  >
                    {isOpen ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />} {textOf(group)}
                    <span className="count">{group.count}</span>
                  </button>
                  {isOpen && <TaskList {...list} />}
                </li>
              );
            })}
          </ul>
        )
      }
    </Loaded>
  );
}

/** Return how a group is called. */
function useGroupText(by: Grouping): (group: Group) => string {
  const { say, language } = useLanguage();
  const processes = useProcesses();
  const nameOf = useNameOf();
  const provinces = (useFieldLabels().labels['province']?.oneOf ?? []) as { const?: string; title?: string }[];
  return (group) => {
    const { value } = group;
    if (value === null) return say(`group.none.${by}`);
    if (by === 'process_key') return processes.nameOf(value);
    if (by === 'element_id') return named(language, group) || value;
    if (by === 'assignee') return nameOf(value);
    if (by === 'due_day') return day(value, language);
    return by === 'province' ? (provinces.find((each) => each.const === value)?.title ?? value) : say('group.priority', { n: value });
  };
}
