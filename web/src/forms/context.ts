/** Which task a form belongs to: its photos and signatures become the task's attachments. */
import { createContext, use } from 'react';
import { attachToTask, contentOf } from '../api/upload';
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

/** Where a form's photos and signatures go, and where they are seen: the server, unless there may be none. */
export interface FilesOfForm {
  attach: (taskId: string, file: Blob, name: string) => Promise<{ id: string }>;
  sourceOf: (id: string) => string;
}
export const FilesOfForm = createContext<FilesOfForm>({ attach: attachToTask, sourceOf: contentOf });
export const useFilesOfForm = (): FilesOfForm => use(FilesOfForm);
