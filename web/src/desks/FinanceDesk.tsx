/** The finance desk: refunds and compensations to approve and pay, quotes, settlements with outlets, and every booking. */
import { useState, type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useNameOf } from '../app/people';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { Settlements } from '../settlements/Settlements';
import { CaseLink } from '../ui/CaseLink';
import { moment } from '../ui/moment';
import { yuan } from '../ui/money';
import { Desk } from './Desk';
import { Records } from './Records';
import { StateFilter } from './StateFilter';

type Schemas = components['schemas'];
type Payout = Schemas['PayoutView'];
type Quote = Schemas['QuoteView'];
type Entry = Schemas['MoneyEntryView'];

const PLACES = ['refund/set_refund', 'refund/approve_refund', 'refund/pay_refund', 'quote/set_fee', 'quote/decide_reduction', 'complaint_settlement/approve_solution'];
const PAYOUT_STATES = ['requested', 'approved', 'refused', 'paid', 'cancelled'] as const;

export function FinanceDesk(): ReactNode {
  const { say } = useLanguage();
  const lists = [
    { key: 'payouts', title: say('desks.payouts'), content: <Payouts /> },
    { key: 'quotes', title: say('desks.quotes'), content: <Quotes /> },
    { key: 'settlements', title: say('settlements.title'), content: <Settlements /> },
    { key: 'entries', title: say('desks.entries'), content: <Entries /> },
  ];
  return <Desk title={say('desks.finance')} places={PLACES} lists={lists} />;
}

function Payouts(): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const [state, setState] = useState<(typeof PAYOUT_STATES)[number]>();
  return (
    <>
      <StateFilter
        value={state}
        onChange={setState}
        options={PAYOUT_STATES.map((each) => ({ value: each, label: say(`payout.${each}`) }))}
      />
      <Records<Payout>
        name="payouts"
        title={say('desks.payouts')}
        about={state}
        read={(cursor) => asked(api.GET('/api/v1/payouts', { params: { query: { ...(state && { state }), ...(cursor && { cursor }) } } }))}
        columns={[
          { title: say('case.number'), render: (_, row) => <CaseLink number={row.case_number} /> },
          { title: say('desks.kind'), render: (_, row) => say(row.is_compensation ? 'desks.compensation' : 'desks.refund') },
          { title: say('desks.amount'), align: 'right', render: (_, row) => yuan(row.amount) },
          { title: say('desks.state'), render: (_, row) => say(`payout.${row.state}` as TextKey) },
          { title: say('desks.requested'), render: (_, row) => moment(row.requested_at, language) },
          { title: say('desks.approvedBy'), render: (_, row) => (row.approved_by ? nameOf(row.approved_by) : '–') },
          { title: say('desks.paid'), render: (_, row) => (row.paid_at ? moment(row.paid_at, language) : '–') },
        ]}
      />
    </>
  );
}

function Quotes(): ReactNode {
  const { say, language } = useLanguage();
  return (
    <Records<Quote>
      name="quotes"
      title={say('desks.quotes')}
      about={null}
      read={(cursor) => asked(api.GET('/api/v1/quotes', { params: { query: cursor ? { cursor } : {} } }))}
      columns={[
        { title: say('case.number'), render: (_, row) => <CaseLink number={row.case_number} /> },
        { title: say('desks.amount'), align: 'right', render: (_, row) => yuan(row.total) },
        { title: say('desks.state'), render: (_, row) => say(`quote.${row.state}` as TextKey) },
        { title: say('desks.sent'), render: (_, row) => moment(row.sent_at, language) },
        {
          title: say('desks.items'),
          render: (_, row) => (
            <ul>
              {row.lines.map((line) => (
                <li key={line.id}>
                  {line.text} × {line.quantity}: {yuan(line.amount)}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}

function Entries(): ReactNode {
  const { say, language } = useLanguage();
  return (
    <Records<Entry>
      name="entries"
      title={say('desks.entries')}
      about={null}
      read={(cursor) => asked(api.GET('/api/v1/money-entries', { params: { query: cursor ? { cursor } : {} } }))}
      columns={[
        { title: say('desks.at'), render: (_, row) => moment(row.at, language) },
        { title: say('desks.why'), render: (_, row) => say(`entry.${row.reason}` as TextKey) },
        { title: say('desks.amount'), align: 'right', render: (_, row) => yuan(row.amount) },
        { title: say('desks.debit'), render: (_, row) => say(`ledger.${row.debit}` as TextKey) },
        { title: say('desks.credit'), render: (_, row) => say(`ledger.${row.credit}` as TextKey) },
        { title: say('desks.account'), render: (_, row) => (row.account_id.includes(':') ? row.account_id.split(':')[1] : <CaseLink number={row.account_id} />) },
      ]}
    />
  );
}
