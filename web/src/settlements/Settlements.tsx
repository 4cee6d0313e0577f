/** Settlements with outlets: what each is owed for a period, and how far each statement has come. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useMay } from '../app/session';
import { Records } from '../desks/Records';
import { StateFilter } from '../desks/StateFilter';
import { changed } from '../inbox/views';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { yuan } from '../ui/money';
import { DrawUp } from './DrawUp';
import { Statement } from './Statement';
import { outletName, useOutlets } from './useOutlets';

type Settlement = components['schemas']['SettlementView'];
const STATES = ['draft', 'reviewed', 'paid'] as const;

export function Settlements(): ReactNode {
  const { say } = useLanguage();
  const may = useMay();
  const outlets = useOutlets();
  const [search, setSearch] = useSearchParams();
  const [state, setState] = useState<(typeof STATES)[number]>();
  const [outlet, setOutlet] = useState<string>();
  const [isDrawing, setDrawing] = useState(false);
  const chosen = search.get('settlement');
  const open = (id: string | undefined): void => setSearch(changed(search, { settlement: id }));
  return (
    <>
      <div className="filters">
        <StateFilter value={state} onChange={setState} options={STATES.map((each) => ({ value: each, label: say(`settlement.${each}`) }))} />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={say('settlements.outlet')}
          placeholder={say('settlements.outlet')}
          value={outlet}
          onChange={setOutlet}
          options={outlets.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {may('settle') && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setDrawing(true)}>
            {say('settlements.drawUp')}
          </Button>
        )}
      </div>
      <Records<Settlement>
        name="settlements"
        title={say('settlements.title')}
        about={[state, outlet]}
        read={(cursor) =>
          asked(api.GET('/api/v1/settlements', { params: { query: { ...(state && { state }), ...(outlet && { outlet_id: outlet }), ...(cursor && { cursor }) } } }))
        }
        columns={[
          {
            title: say('settlements.number'),
            render: (_, row) => (
              <Button type="link" className="as-link" onClick={() => open(row.id)}>
                {row.id}
              </Button>
            ),
          },
          { title: say('settlements.outlet'), render: (_, row) => outletName(outlets, row.outlet_id) },
          { title: say('settlements.period'), render: (_, row) => `${row.begins_on} – ${row.ends_on}` },
          { title: say('desks.amount'), align: 'right', render: (_, row) => yuan(row.amount) },
          { title: say('desks.state'), render: (_, row) => say(`settlement.${row.state}` as TextKey) },
        ]}
      />
      {isDrawing && <DrawUp onClose={() => setDrawing(false)} />}
      {chosen && <Statement key={chosen} settlementId={chosen} onClose={() => open(undefined)} />}
    </>
  );
}
