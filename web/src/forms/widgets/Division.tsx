/** City and district of the province that the form names: chosen from the list, or typed where the list lacks it. */
import type { WidgetProps } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../lang/text';
import { useValuesOfForm } from '../context';

export function Division(props: WidgetProps): ReactNode {
  const say = useText();
  const province = useValuesOfForm()['province'];
  const divisions = useQuery({
    queryKey: ['divisions', province],
    queryFn: async () => (await import('../divisions')).divisionsOf(String(province)),
    enabled: typeof province === 'string',
    staleTime: Infinity,
  });
  return (
    <AutoComplete
      id={props.id}
      className="full"
      value={(props.value as string | undefined) ?? ''}
      disabled={Boolean(props.disabled || props.readonly)}
      placeholder={say(typeof province === 'string' ? 'division.choose' : 'division.provinceFirst')}
      options={(divisions.data ?? []).map((value) => ({ value }))}
      showSearch={{ filterOption: (typed, option) => String(option?.value).includes(typed) }}
      onChange={(given) => props.onChange(given || undefined)}
    />
  );
}
