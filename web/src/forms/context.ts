/** Which task a form belongs to: its photos and signatures become the task's attachments. */
import { createContext, use } from 'react';

export const TaskOfForm = createContext<string | null>(null);

export function useTaskOfForm(): string {
  const task = use(TaskOfForm);
  if (task === null) throw new Error('This widget needs a task');
  return task;
}
