/** Files of a task or a case; always downloaded, never shown as a page of ours. */
import { FileOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { attachToTask, contentOf } from '../api/upload';
import type { Attachment } from '../api/types';
import { useNameOf } from '../app/people';
import { useMay } from '../app/session';
import { useLanguage } from '../lang/text';
import { fileSize, moment } from './moment';

interface Props {
  attachments: readonly Attachment[];
  taskId?: string | undefined;
}

export function Attachments({ attachments, taskId }: Props): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const may = useMay();
  return (
    <div className="attachments">
      {attachments.length === 0 && <p className="quiet">{say('files.none')}</p>}
      <ul>
        {attachments.map((file) => (
          <li key={file.id}>
            <FileOutlined aria-hidden /> {may('read_cases') ? <a href={contentOf(file.id)}>{file.name}</a> : file.name}
            <span className="quiet">
              {fileSize(file.size)} · {nameOf(file.author)} · {moment(file.added_at, language)}
            </span>
          </li>
        ))}
      </ul>
      {taskId && <Add taskId={taskId} />}
    </div>
  );
}

function Add({ taskId }: { taskId: string }): ReactNode {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: (file: File) => attachToTask(taskId, file, file.name),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['task', taskId] }),
  });
  return (
    <>
      {add.error && <Alert type="error" showIcon title={add.error.message} />}
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) add.mutate(file);
        }}
      />
      <Button icon={<UploadOutlined aria-hidden />} loading={add.isPending} onClick={() => input.current?.click()}>
        {say('files.add')}
      </Button>
    </>
  );
}
