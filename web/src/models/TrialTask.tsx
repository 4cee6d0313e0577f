/** One task of a test case, with its form. */
import { Button } from 'antd';
import { toErrorSchema } from '@rjsf/utils';
import { useRef, useState, type ReactNode } from 'react';
import { Problem } from '../api/problem';
import type { Task, Values } from '../api/types';
import { PRETENDED } from '../api/upload';
import { textIn, type FormFile } from '../forms/form';
import { TaskForm } from '../forms/TaskForm';
import { propertyOf } from '../forms/validator';
import { useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { useTrialTask, type useTrialSteps } from './useTrial';

interface Props {
  trial: string;
  task: Task;
  steps: ReturnType<typeof useTrialSteps>;
}

export function TrialTask({ trial, task, steps }: Props): ReactNode {
  const { say, language } = useLanguage();
  const detail = useTrialTask(trial, task.id);
  const [values, setValues] = useState<Values>({});
  const submit = useRef<(() => void) | null>(null);
  const complete = (given: Values): void => steps.complete.mutate({ task: task.id, values: given });
  const error = steps.complete.error;
  const wrong = error instanceof Problem ? (error.body.errors ?? []) : [];
  const faults = toErrorSchema(wrong.map(({ path, message, code }) => ({ property: propertyOf(path), message, name: code, stack: path })));
  return (
    <Loaded query={detail}>
      {(found) => {
        const form = found.form as unknown as FormFile | null;
        return (
          <>
            {form?.help && <p className="help">{textIn(language, form.help)}</p>}
            {form === null ? (
              <p className="quiet">{say('task.noForm')}</p>
            ) : (
              <TaskForm
                taskId={PRETENDED}
                form={form}
                values={values}
                isLocked={steps.isBusy}
                serverErrors={wrong.length > 0 ? faults : undefined}
                handle={submit}
                onChange={setValues}
                onSubmit={complete}
              />
            )}
            <Button type="primary" loading={steps.complete.isPending} disabled={steps.isBusy} onClick={() => (form === null ? complete({}) : submit.current?.())}>
              {say('task.complete')}
            </Button>
          </>
        );
      }}
    </Loaded>
  );
}
