/** One statement: its lines, who did what with it, and the step that is next, for those who may take it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal, Popconfirm, Table } from 'antd';
import type { ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useNameOf } from '../app/people';
import { useMay, useMe } from '../app/session';
import { itemText } from '../lang/codes';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { CaseLink } from '../ui/CaseLink';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { yuan } from '../ui/money';
import { Scrolled } from '../ui/Scrolled';
import { useTell } from '../ui/Tell';
import { outletName, useOutlets } from './useOutlets';

type File = components['schemas']['SettlementDetail'];
type Line = File['lines'][number];

const NEXT = {
  draft: { path: '/api/v1/settlements/{settlement_id}/review', text: 'settlements.review', hint: 'settlements.reviewHint' },
  reviewed: { path: '/api/v1/settlements/{settlement_id}/pay', text: 'settlements.pay', hint: 'settlements.payHint' },
  paid: undefined,
} as const;

export function Statement({ settlementId, onClose }: { settlementId: string; onClose: () => void }): ReactNode {
  const { say } = useLanguage();
  const found = useQuery({
    queryKey: ['register', 'settlement', settlementId],
    queryFn: () => asked(api.GET('/api/v1/settlements/{settlement_id}', { params: { path: { settlement_id: settlementId } } })),
    meta: { isLive: true },
  });
  return (
    <Modal open width={640} title={say('settlements.one', { id: settlementId })} footer={null} onCancel={onClose}>
      <Loaded query={found}>{(file) => <Opened file={file} />}</Loaded>
    </Modal>
  );
}

function Opened({ file }: { file: File }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const outlets = useOutlets();
  return (
    <>
      <dl className="inner-facts">
        <Fact name={say('settlements.outlet')}>{outletName(outlets, file.outlet_id)}</Fact>
        <Fact name={say('settlements.period')}>{`${file.begins_on} – ${file.ends_on}`}</Fact>
        <Fact name={say('desks.amount')}>{yuan(file.amount)}</Fact>
        <Fact name={say('desks.state')}>{say(`settlement.${file.state}`)}</Fact>
        {file.steps.map((step) => (
          <Fact key={step.state} name={say(`settlements.step.${step.state}` as TextKey)}>
            {nameOf(step.by)} · {moment(step.at, language)}
          </Fact>
        ))}
      </dl>
      <Scrolled title={say('settlements.lines')}>
        <Table<Line>
          rowKey="id"
          size="small"
          className="wide-table gap-above gap-below"
          pagination={file.lines.length > 20 && { pageSize: 20, showSizeChanger: false }}
          dataSource={file.lines}
          columns={[
            { title: say('case.number'), render: (_, line) => <CaseLink number={line.case_number} /> },
            { title: say('settlements.item'), render: (_, line) => itemText(say, line.item) },
            { title: say('desks.amount'), align: 'right', render: (_, line) => yuan(line.amount) },
          ]}
        />
      </Scrolled>
      <NextStep file={file} />
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function NextStep({ file }: { file: File }): ReactNode {
  const { say } = useLanguage();
  const may = useMay();
  const me = useMe();
  const queries = useQueryClient();
  const tell = useTell();
  const next = NEXT[file.state];
  const isOwn = file.state === 'draft' && file.steps[0]?.by === me.id;
  const take = useMutation({
    mutationFn: (path: NonNullable<typeof next>['path']) => asked(api.POST(path, { params: { path: { settlement_id: file.id } } })),
    onSuccess: (done) => tell.success(say(`settlements.told.${done.state}` as TextKey, { id: done.id })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['register'] }),
  });
  return (
    <>
      {take.error && <Alert type="error" showIcon title={take.error.message} className="gap-below" />}
      {may('settle') && isOwn && <p className="quiet">{say('settlements.own')}</p>}
      {may('settle') && next && !isOwn && (
        <Popconfirm
          title={say(next.text)}
          description={say(next.hint, { amount: yuan(file.amount) })}
          okText={say(next.text)}
          cancelText={say('action.cancel')}
          onConfirm={() => take.mutate(next.path)}
        >
          <Button type="primary" loading={take.isPending}>
            {say(next.text)}
          </Button>
        </Popconfirm>
      )}
    </>
  );
}
