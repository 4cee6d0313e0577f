/** Start a repair case; the first task, the report, opens at once. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Form, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { api, asked, newKey } from '../api/client';
import { useText } from '../lang/text';

const CHANNELS = [
  'hotline',
  'sms',
  'online',
  'app',
  'social',
  'store',
  'email',
  'on_site',
  'platform',
  'national_warranty',
  'other',
] as const;

export function NewCase({ onClose }: { onClose: () => void }): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const [channel, setChannel] = useState<string>('hotline');
  const [key] = useState(newKey);
  const start = useMutation({
    mutationFn: async () => {
      const started = await asked(
        api.POST('/api/v1/process-instances', {
          params: { header: { 'Idempotency-Key': key } },
          body: { process_key: 'repair', variables: { channel } },
        }),
      );
      const tasks = await asked(api.GET('/api/v1/tasks', { params: { query: { instance_id: started.id } } }));
      return { case: started.id, task: tasks.items[0]?.id };
    },
    onSuccess: (started) => {
      onClose();
      void navigate(started.task ? `/tasks?view=groups&task=${started.task}` : `/cases/${started.case}`);
    },
  });
  return (
    <Modal
      open
      title={say('newCase.title')}
      okText={say('newCase.start')}
      cancelText={say('action.cancel')}
      confirmLoading={start.isPending}
      onOk={() => start.mutate()}
      onCancel={onClose}
    >
      <p className="quiet">{say('newCase.lead')}</p>
      <Form layout="vertical">
        <Form.Item label={say('newCase.channel')} htmlFor="new-case-channel">
          <Select
            id="new-case-channel"
            value={channel}
            onChange={setChannel}
            options={CHANNELS.map((value) => ({ value, label: say(`channel.${value}`) }))}
          />
        </Form.Item>
      </Form>
      {start.error && <Alert type="error" showIcon title={start.error.message} />}
    </Modal>
  );
}
