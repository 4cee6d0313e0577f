/** Narrows a list of the register to one state. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../lang/text';

interface Props<T extends string> {
  value: T | undefined;
  onChange: (state: T | undefined) => void;
  options: { value: T; label: string }[];
}

export function StateFilter<T extends string>({ value, onChange, options }: Props<T>): ReactNode {
  const { say } = useLanguage();
  return (
    <Select<T | undefined>
      allowClear
      className="gap-below desk-filter"
      aria-label={say('desks.state')}
      placeholder={say('desks.state')}
      value={value}
      onChange={onChange}
      options={options}
    />
  );
}
