/** Period, area, kind of product, outlet: what all reports are about. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { useChoices } from './useChoices';
import { useAsked, type Dashboard } from './useReports';

export function Narrow({ board }: { board: Dashboard | undefined }): ReactNode {
  const { say } = useLanguage();
  const { asked, change } = useAsked();
  const choices = useChoices();
  const outlets = (board?.by['outlet'] ?? []).filter(({ key }) => key !== '').map(({ key, label }) => ({ value: key, label }));
  const day = (name: 'since' | 'until', usual: string | undefined): ReactNode => (
    <label className="day">
      {say(`reports.${name}`)}{' '}
      <input
        type="date"
        value={asked[name] ?? usual ?? ''}
        max={name === 'since' ? (asked.until ?? board?.until) : undefined}
        onChange={(event) => change({ [name]: event.target.value || undefined })}
      />
    </label>
  );
  const select = (name: 'province' | 'category' | 'outlet_id', options: readonly { value: string; label: string }[]): ReactNode => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={say(`reports.${name}`)}
      placeholder={say(`reports.${name}`)}
      value={asked[name]}
      onChange={(value: string | undefined) => change({ [name]: value })}
      options={[...options]}
    />
  );
  return (
    <div className="filters report-filters">
      {day('since', board?.since)}
      {day('until', board?.until)}
      {select('province', choices.province)}
      {select('category', choices.category)}
      {select('outlet_id', outlets)}
    </div>
  );
}
