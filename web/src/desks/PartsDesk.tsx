/** The parts desk: requisitions, what lies where, what moved. */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useNameOf } from '../app/people';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { CaseLink } from '../ui/CaseLink';
import { moment } from '../ui/moment';
import { CountStock } from './CountStock';
import { Desk } from './Desk';
import { Records } from './Records';
import { StateFilter } from './StateFilter';
import { usePlaceOf } from './place';

type Schemas = components['schemas'];
type Stock = Schemas['StockView'];
type Move = Schemas['StockMoveView'];
type Requisition = Schemas['RequisitionView'];

const PLACES = ['parts_requisition/approve_parts', 'parts_requisition/issue_parts', 'parts_requisition/procure_parts'];
const REQUISITION_STATES = ['requested', 'approved', 'refused', 'issued', 'settled'] as const;
const PLACE_KINDS = ['central', 'outlet', 'van'] as const;

export function PartsDesk(): ReactNode {
  const { say } = useLanguage();
  const lists = [
    { key: 'requisitions', title: say('desks.requisitions'), content: <Requisitions /> },
    { key: 'stock', title: say('desks.stock'), content: <StockLevels /> },
    { key: 'moves', title: say('desks.moves'), content: <Moves /> },
  ];
  return <Desk title={say('desks.parts')} places={PLACES} lists={lists} />;
}

const caseLink = (number: string | null): ReactNode =>
  number === null ? '–' : <CaseLink number={number} />;

function Requisitions(): ReactNode {
  const { say } = useLanguage();
  const nameOf = useNameOf();
  const placeOf = usePlaceOf();
  const [state, setState] = useState<(typeof REQUISITION_STATES)[number]>();
  return (
    <>
      <StateFilter
        value={state}
        onChange={setState}
        options={REQUISITION_STATES.map((each) => ({ value: each, label: say(`requisition.${each}`) }))}
      />
      <Records<Requisition>
        name="requisitions"
        title={say('desks.requisitions')}
        about={state}
        read={(cursor) => asked(api.GET('/api/v1/requisitions', { params: { query: { ...(state && { state }), ...(cursor && { cursor }) } } }))}
        columns={[
          { title: say('case.number'), render: (_, row) => caseLink(row.case_number) },
          { title: say('desks.technician'), render: (_, row) => nameOf(row.technician_id) },
          { title: say('desks.from'), render: (_, row) => placeOf(row.from_place) },
          { title: say('desks.state'), render: (_, row) => say(`requisition.${row.state}` as TextKey) },
          {
            title: say('desks.lines'),
            render: (_, row) => (
              <ul>
                {row.lines.map((line) => (
                  <li key={line.id}>
                    {line.part_id}: {say('desks.line', { asked: line.asked, issued: line.issued, used: line.used, back: line.handed_back })}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}

function StockLevels(): ReactNode {
  const { say, language } = useLanguage();
  const placeOf = usePlaceOf();
  const [kind, setKind] = useState<(typeof PLACE_KINDS)[number] | undefined>('central');
  const [part, setPart] = useState('');
  return (
    <>
      <div className="filters">
        <Select
          allowClear
          aria-label={say('desks.place')}
          placeholder={say('desks.place')}
          value={kind}
          onChange={setKind}
          options={PLACE_KINDS.map((each) => ({ value: each, label: say(`place.${each}`) }))}
        />
        <Input.Search allowClear placeholder={say('desks.part')} aria-label={say('desks.part')} onSearch={(text) => setPart(text.trim())} />
      </div>
      <Records<Stock>
        name="stock"
        title={say('desks.stock')}
        about={[kind, part]}
        read={(cursor) =>
          asked(
            api.GET('/api/v1/stock', {
              params: { query: { ...(kind && { place_kind: kind }), ...(part && { part_id: part }), ...(cursor && { cursor }), sort: 'quantity' } },
            }),
          )
        }
        rowClass={(row) => (isLow(row) ? 'is-low-row' : '')}
        columns={[
          { title: say('desks.part'), render: (_, row) => `${row.part_id} ${(language === 'en' ? row.part_name_en : row.part_name) ?? ''}` },
          { title: say('desks.place'), render: (_, row) => placeOf(row.place) },
          { title: say('desks.condition'), render: (_, row) => say(`condition.${row.condition}` as TextKey) },
          { title: say('desks.quantity'), align: 'right', dataIndex: 'quantity' },
          { title: say('desks.safety'), align: 'right', dataIndex: 'safety_stock' },
          { title: say('desks.note'), render: (_, row) => (isLow(row) ? <span className="urgent">{say('desks.low')}</span> : '') },
          { title: say('count.title'), render: (_, row) => <CountStock row={row} /> },
        ]}
      />
    </>
  );
}

// Below the safety stock only the brand's own good parts are worth a warning.
const isLow = (row: Stock): boolean =>
  row.condition === 'good' && row.place.startsWith('central:') && row.quantity < row.safety_stock;

function Moves(): ReactNode {
  const { say, language } = useLanguage();
  const placeOf = usePlaceOf();
  return (
    <Records<Move>
      name="moves"
      title={say('desks.moves')}
      about={null}
      read={(cursor) => asked(api.GET('/api/v1/stock-moves', { params: { query: cursor ? { cursor } : {} } }))}
      columns={[
        { title: say('desks.at'), render: (_, row) => moment(row.at, language) },
        { title: say('desks.why'), render: (_, row) => `${say(`move.${row.kind}` as TextKey)}${row.note ? say('move.note', { note: row.note }) : ''}` },
        { title: say('desks.part'), dataIndex: 'part_id' },
        { title: say('desks.quantity'), align: 'right', dataIndex: 'quantity' },
        { title: say('desks.from'), render: (_, row) => placeOf(row.from_place) },
        { title: say('desks.to'), render: (_, row) => placeOf(row.to_place) },
        { title: say('case.number'), render: (_, row) => caseLink(row.case_number) },
      ]}
    />
  );
}
