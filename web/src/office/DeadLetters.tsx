/** Messages that leave the house and what became of them; dead ones can be sent again. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { Records } from '../desks/Records';
import { StateFilter } from '../desks/StateFilter';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { CaseLink } from '../ui/CaseLink';
import { moment } from '../ui/moment';
import { useTell } from '../ui/Tell';

type Outgoing = components['schemas']['OutgoingView'];
const STATES = ['dead', 'waiting', 'sent', 'withheld'] as const;

export function DeadLetters(): ReactNode {
  const { say, language } = useLanguage();
  const queries = useQueryClient();
  const tell = useTell();
  const [state, setState] = useState<(typeof STATES)[number] | undefined>('dead');
  const again = useMutation({
    mutationFn: (letter: Outgoing) =>
      asked(api.POST('/api/v1/outgoing-messages/{message_id}/send-again', { params: { path: { message_id: letter.id } } })),
    onSuccess: () => tell.success(say('office.again')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['register', 'letters'] }),
  });
  return (
    <>
      <p className="quiet">{say('office.lettersLead')}</p>
      {again.error && <Alert type="error" showIcon title={again.error.message} className="gap-below" />}
      <StateFilter value={state} onChange={setState} options={STATES.map((each) => ({ value: each, label: say(`letter.${each}`) }))} />
      <Records<Outgoing>
        name="letters"
        title={say('office.letters')}
        about={state}
        read={(cursor) => asked(api.GET('/api/v1/outgoing-messages', { params: { query: { ...(state && { state }), ...(cursor && { cursor }) } } }))}
        columns={[
          { title: say('office.written'), render: (_, row) => moment(row.created_at, language) },
          { title: say('case.number'), render: (_, row) => (row.case_number ? <CaseLink number={row.case_number} /> : '–') },
          { title: say('office.to'), render: (_, row) => `${say(`reach.${row.reach}` as TextKey)} ${row.address}` },
          { title: say('office.message'), render: (_, row) => <span title={row.text}>{row.title}</span> },
          { title: say('desks.state'), render: (_, row) => say(`letter.${row.state}`) },
          { title: say('office.attempts'), align: 'right', dataIndex: 'attempts' },
          { title: say('office.error'), className: 'may-wrap', render: (_, row) => row.last_error ?? '–' },
          {
            title: say('office.deed'),
            render: (_, row) =>
              row.state === 'dead' && (
                <Button size="small" loading={again.isPending && again.variables.id === row.id} onClick={() => again.mutate(row)}>
                  {say('office.sendAgain')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
