/** A signature drawn with finger, pen or mouse; kept as an attachment of the task. */
import type { WidgetProps } from '@rjsf/utils';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../lang/text';
import { useFilesOfForm, useTaskOfForm } from '../context';
import { pictureOf } from './picture';
import { usePad } from './usePad';

export function Signature(props: WidgetProps): ReactNode {
  const say = useText();
  const { sourceOf } = useFilesOfForm();
  const id = props.value as string | undefined;
  const isLocked = Boolean(props.disabled || props.readonly);
  if (id !== undefined) {
    return (
      <div className="signature" role="group" aria-labelledby={`${props.id}-label`}>
        <img src={sourceOf(id)} alt={say('form.signature')} />
        {!isLocked && <Button onClick={() => props.onChange(undefined)}>{say('form.signAgain')}</Button>}
      </div>
    );
  }
  return isLocked ? <span className="quiet">{say('form.notSigned')}</span> : <Pad {...props} />;
}

function Pad(props: WidgetProps): ReactNode {
  const say = useText();
  const task = useTaskOfForm();
  const { attach } = useFilesOfForm();
  const { canvas, pad } = usePad();
  const keep = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      if (canvas.current === null || pad.current === null || pad.current.isEmpty()) throw new Error(say('form.signFirst'));
      return attach(task, await pictureOf(canvas.current, 'image/png'), 'signature.png');
    },
    onSuccess: (attached) => props.onChange(attached.id),
  });
  return (
    <div className="signature" role="group" aria-labelledby={`${props.id}-label`}>
      <canvas ref={canvas} aria-label={say('form.signHere')} />
      <Space>
        <Button onClick={() => pad.current?.clear()}>{say('form.clear')}</Button>
        <Button type="primary" ghost loading={keep.isPending} onClick={() => keep.mutate()}>
          {say('form.keepSignature')}
        </Button>
      </Space>
      {keep.error && <Alert type="error" showIcon title={keep.error.message} />}
    </div>
  );
}
