/** Start another matter from a case: number, customer and unit are taken along, nothing is typed twice. */
import { BranchesOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { api, asked, newKey } from '../api/client';
import type { Case, Values } from '../api/types';
import { useText } from '../lang/text';
import { useScopes } from './useCase';

const MATTERS = ['exchange', 'return', 'complaint'] as const;
// What the matters' start events take over from the case that they follow.
const TAKEN = [
  ...['customer_name', 'customer_phone', 'customer_type', 'province', 'city', 'address'],
  ...['product_category', 'product_model', 'serial_number', 'order_number', 'purchase_channel'],
  ...['bought_on', 'delivered_on', 'installed_on', 'paid_amount', 'proof_state', 'distance_sale', 'symptom', 'photos'],
] as const;

export function FollowOn({ data }: { data: Case }): ReactNode {
  const say = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<BranchesOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {say('followOn.open')}
      </Button>
      {isOpen && <Choice data={data} onClose={() => setOpen(false)} />}
    </>
  );
}

function Choice({ data, onClose }: { data: Case; onClose: () => void }): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const scopes = useScopes(data.id);
  const [matter, setMatter] = useState<(typeof MATTERS)[number]>('exchange');
  const [key] = useState(newKey);
  const start = useMutation({
    mutationFn: () =>
      asked(
        api.POST('/api/v1/messages', {
          params: { header: { 'Idempotency-Key': key } },
          body: { name: `${matter}_wanted`, variables: takenFrom(data, scopes.data ?? []), time_to_live: 'PT0S' },
        }),
      ),
    onSuccess: (outcome) => {
      onClose();
      if (outcome.instance_id) void navigate(`/cases/${outcome.instance_id}`);
    },
  });
  return (
    <Modal
      open
      title={say('followOn.title', { number: data.business_key ?? data.id })}
      okText={say('followOn.start')}
      cancelText={say('action.cancel')}
      okButtonProps={{ disabled: scopes.data === undefined }}
      confirmLoading={start.isPending}
      onOk={() => start.mutate()}
      onCancel={onClose}
    >
      <p className="quiet">{say('followOn.lead')}</p>
      <Radio.Group
        vertical
        value={matter}
        onChange={(event) => setMatter(event.target.value)}
        options={MATTERS.map((value) => ({ value, label: say(`matter.${value}`) }))}
      />
      {start.error && <Alert type="error" showIcon title={start.error.message} />}
    </Modal>
  );
}

function takenFrom(data: Case, scopes: readonly { variables: unknown }[]): Values {
  // Inner scopes first: the outermost has the last word.
  const known = Object.assign({}, ...scopes.map((scope) => scope.variables).reverse()) as Values;
  const taken = TAKEN.filter((name) => known[name] !== undefined).map((name) => [name, known[name]]);
  return { caseNumber: data.business_key, ...Object.fromEntries(taken) };
}
