/** One task: what it is, its form, the case beside it, remarks and files. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import type { ReactNode, RefObject } from 'react';
import { Link } from 'react-router';
import type { TaskDetail } from '../api/types';
import { useNameOf } from '../app/people';
import { useMay } from '../app/session';
import { groupText } from '../lang/codes';
import { listed, named, useLanguage } from '../lang/text';
import { Beside } from '../cases/Beside';
import { CaseFacts } from '../cases/CaseFacts';
import { useCaseAttachments } from '../cases/useCase';
import { Attachments } from '../ui/Attachments';
import { Comments } from '../ui/Comments';
import { Due } from '../ui/Due';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { TaskWork } from './TaskWork';
import { useTask } from './useTask';

interface Props {
  taskId: string;
  claimHandle: RefObject<(() => void) | null>;
  onBack: () => void;
  onNext: () => void;
}

export function TaskPane({ taskId, claimHandle, onBack, onNext }: Props): ReactNode {
  const say = useLanguage().say;
  const task = useTask(taskId);
  return (
    <>
      <Button type="text" icon={<ArrowLeftOutlined aria-hidden />} className="narrow-only" onClick={onBack}>
        {say('task.back')}
      </Button>
      <Loaded query={task}>
        {(data) => (
          <article className="task">
            <TaskHead task={data} />
            <TaskTabs task={data} claimHandle={claimHandle} onNext={onNext} />
          </article>
        )}
      </Loaded>
    </>
  );
}

function TaskHead({ task }: { task: TaskDetail }): ReactNode {
  const { say, language } = useLanguage();
  const may = useMay();
  const nameOf = useNameOf();
  const number = task.business_key ?? say('task.noNumber');
  return (
    <header className="task-head">
      <h2>{named(language, task)}</h2>
      <p className="task-meta">
        {may('read_cases') ? <Link to={`/cases/${task.instance_id}`}>{number}</Link> : number}
        {task.state === 'open' && <Due at={task.due_at} isProvisional={task.due_is_provisional} />}
        <span>
          {task.assignee
            ? say('task.heldBy', { name: nameOf(task.assignee) })
            : say('task.offeredTo', { groups: listed(language, task.candidate_groups.map((group) => groupText(say, group))) })}
        </span>
        <span>{say('task.since', { at: moment(task.created_at, language) })}</span>
      </p>
    </header>
  );
}

/** What the customer and colleagues have sent with the case, photos of the fault before all. */
function OfTheCase({ task }: { task: TaskDetail }): ReactNode {
  const say = useLanguage().say;
  const files = useCaseAttachments(task.instance_id);
  const others = files.data?.filter((file) => !task.attachments.some((own) => own.id === file.id)) ?? [];
  if (others.length === 0) return null;
  return (
    <>
      <h3>{say('files.ofCase')}</h3>
      <Attachments attachments={others} />
    </>
  );
}

function TaskTabs({ task, claimHandle, onNext }: { task: TaskDetail } & Pick<Props, 'claimHandle' | 'onNext'>): ReactNode {
  const say = useLanguage().say;
  const tabs = [
    { key: 'form', label: say('task.work'), children: <TaskWork task={task} claimHandle={claimHandle} onNext={onNext} /> },
    {
      key: 'case',
      label: say('task.case'),
      children: (
        <>
          <Beside number={task.business_key} instanceId={task.instance_id} variables={task.variables as Record<string, unknown>} />
          <CaseFacts instanceId={task.instance_id} variables={task.variables as Record<string, unknown>} formKey={task.form_key} />
        </>
      ),
    },
    {
      key: 'comments',
      label: say('comments.title', { n: task.comments.length }),
      children: <Comments comments={task.comments} taskId={task.id} />,
    },
    {
      key: 'files',
      label: say('files.title', { n: task.attachments.length }),
      children: (
        <>
          <Attachments attachments={task.attachments} taskId={task.state === 'open' ? task.id : undefined} />
          <OfTheCase task={task} />
        </>
      ),
    },
  ];
  return <Tabs items={tabs} className="task-body" />;
}
