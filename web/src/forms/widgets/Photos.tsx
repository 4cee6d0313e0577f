/** Photos: taken or chosen, made smaller, attached to the task; the form keeps their ids. */
import { CameraOutlined, DeleteOutlined } from '@ant-design/icons';
import type { WidgetProps } from '@rjsf/utils';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useText } from '../../lang/text';
import { useFilesOfForm, useTaskOfForm } from '../context';
import { compressed } from './picture';

export function Photos(props: WidgetProps): ReactNode {
  const say = useText();
  const task = useTaskOfForm();
  const { attach, sourceOf } = useFilesOfForm();
  const input = useRef<HTMLInputElement>(null);
  const ids = (props.value as string[] | undefined) ?? [];
  const isLocked = Boolean(props.disabled || props.readonly);
  const limit = props.schema.maxItems ?? Infinity;
  const upload = useMutation({
    networkMode: 'always',
    mutationFn: async (files: File[]) => {
      const added: string[] = [];
      for (const file of files) {
        const { blob, name } = await compressed(file);
        added.push((await attach(task, blob, name)).id);
      }
      return added;
    },
    onSuccess: (added) => props.onChange([...ids, ...added]),
  });
  return (
    <div className="photos" role="group" aria-labelledby={`${props.id}-label`}>
      {ids.map((id, at) => (
        <figure key={id}>
          <img src={sourceOf(id)} alt={say('form.photo', { n: at + 1 })} />
          {!isLocked && (
            <Button
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={say('form.removePhoto', { n: at + 1 })}
              onClick={() => props.onChange(ids.filter((each) => each !== id))}
            />
          )}
        </figure>
      ))}
      {!isLocked && ids.length < limit && (
        <>
          <input
            ref={input}
            type="file"
            accept="image/jpeg,image/png,image/webp,image/heic"
            multiple
            hidden
            onChange={(event) => {
              const files = [...(event.target.files ?? [])].slice(0, limit - ids.length);
              event.target.value = '';
              if (files.length > 0) upload.mutate(files);
            }}
          />
          <Button icon={<CameraOutlined aria-hidden />} loading={upload.isPending} onClick={() => input.current?.click()}>
            {say('form.addPhoto')}
          </Button>
        </>
      )}
      {upload.error && <Alert type="error" showIcon title={upload.error.message} />}
    </div>
  );
}
