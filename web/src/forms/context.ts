/** Which task a form belongs to: its photos and signatures become the task's attachments. */
import { createContext, use } from 'react';

import type { Values } from '../api/types';

/** What the form holds so far: some fields depend on others. */
export const ValuesOfForm = createContext<Values>({});
export const useValuesOfForm = (): Values => use(ValuesOfForm);

export const TaskOfForm = createContext<string | null>(null);

export function useTaskOfForm(): string {
  const task = use(TaskOfForm);
  if (task === null) throw new Error('This widget needs a task');
  return task;
}
