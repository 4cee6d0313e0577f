/** Begin a test case with the variables that a caller would give it. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { api, asked } from '../api/client';
import type { Definition, Values } from '../api/types';
import { useText } from '../lang/text';

export function StartTrial({ definition, onClose }: { definition: Definition; onClose: () => void }): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const [text, setText] = useState('{}');
  const variables = read(text);
  const start = useMutation({
    mutationFn: (values: Values) =>
      asked(api.POST('/api/v1/test-runs', { body: { definition_id: definition.id, variables: values } })),
    onSuccess: (run) => void navigate(`/models/try/${run.id}`),
  });
  return (
    <Modal
      open
      title={say('trial.title')}
      okText={say('trial.begin')}
      cancelText={say('action.cancel')}
      confirmLoading={start.isPending}
      okButtonProps={{ disabled: variables === undefined }}
      onOk={() => variables && start.mutate(variables)}
      onCancel={onClose}
    >
      <p>{say('trial.lead')}</p>
      {start.error && <Alert type="error" showIcon title={start.error.message} className="gap-below" />}
      <label htmlFor="trial-variables">{say('trial.variables')}</label>
      <Input.TextArea
        id="trial-variables"
        value={text}
        autoSize={{ minRows: 3, maxRows: 12 }}
        status={variables === undefined ? 'error' : ''}
        onChange={(event) => setText(event.target.value)}
      />
      {variables === undefined && <p className="field-errors">{say('trial.noJson')}</p>}
    </Modal>
  );
}

function read(text: string): Values | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Values) : undefined;
  } catch {
    return undefined;
  }
}
