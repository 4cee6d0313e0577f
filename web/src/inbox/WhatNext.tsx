/** What happens after a task, in words: the steps that the model leads to, and under which answers. */
import { ArrowRightOutlined } from '@ant-design/icons';
import { useMemo, type ReactNode } from 'react';
import type { TaskDetail } from '../api/types';
import { followingOf } from '../bpmn/following';
import { useModel } from '../bpmn/model';
import { useMay } from '../app/session';
import { useLanguage } from '../lang/text';

export function WhatNext({ task }: { task: TaskDetail }): ReactNode {
  const may = useMay();
  return may('read_models') ? <Steps task={task} /> : null;
}

function Steps({ task }: { task: TaskDetail }): ReactNode {
  const { say, language } = useLanguage();
  const xml = useModel(task.definition_id).data;
  const steps = useMemo(() => (xml ? followingOf(xml, task.element_id, language) : []), [xml, task.element_id, language]);
  if (steps.length === 0) return null;
  return (
    <details className="what-next">
      <summary>{say('next.title')}</summary>
      <ul>
        {steps.map((step) => (
          <li key={`${step.name} ${step.answers.join()}`}>
            <ArrowRightOutlined aria-hidden /> {step.kind === 'end' ? say('next.end', { name: step.name }) : step.name}
            {step.answers.length > 0 && <span className="quiet"> {say('next.if', { answers: step.answers.join(language === 'zh' ? '，' : ', ') })}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
