/** Widgets of one line: choices, yes or no, money, days and moments. */
import type { WidgetProps } from '@rjsf/utils';
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../lang/text';
import { fromField, isElsewhere, toField } from '../../ui/zone';

const RADIOS_UP_TO = 5;
const locked = (props: WidgetProps): boolean => Boolean(props.disabled || props.readonly);
const labelled = (props: WidgetProps) => ({ id: props.id, 'aria-labelledby': `${props.id}-label` });
const options = (props: WidgetProps) => (props.options.enumOptions ?? []) as { value: string; label: string }[];

export function Choice(props: WidgetProps): ReactNode {
  const say = useText();
  const offered = options(props);
  if (offered.length <= RADIOS_UP_TO) {
    return (
      <Radio.Group
        {...labelled(props)}
        className="choice"
        value={props.value as unknown}
        disabled={locked(props)}
        onChange={(event) => props.onChange(event.target.value)}
        options={offered}
      />
    );
  }
  return (
    <Select
      {...labelled(props)}
      className="full"
      value={props.value as string | undefined}
      disabled={locked(props)}
      allowClear={!props.required}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say('form.chooseOne')}
      onChange={(given) => props.onChange(given)}
      options={offered}
    />
  );
}

export function Choices(props: WidgetProps): ReactNode {
  const given = (props.value as string[] | undefined) ?? [];
  return (
    <Checkbox.Group
      value={given}
      disabled={locked(props)}
      onChange={(chosen) => props.onChange(chosen)}
      options={options(props)}
    />
  );
}

export function YesNo(props: WidgetProps): ReactNode {
  const say = useText();
  return (
    <Radio.Group
      {...labelled(props)}
      className="choice"
      value={props.value as unknown}
      disabled={locked(props)}
      onChange={(event) => props.onChange(event.target.value)}
      options={[
        { value: true, label: say('form.yes') },
        { value: false, label: say('form.no') },
      ]}
    />
  );
}

export function Confirm(props: WidgetProps): ReactNode {
  const say = useText();
  return (
    <Checkbox
      id={props.id}
      checked={props.value === true}
      disabled={locked(props)}
      onChange={(event) => props.onChange(event.target.checked || undefined)}
    >
      {say('form.confirm')}
    </Checkbox>
  );
}

export function LongText(props: WidgetProps): ReactNode {
  return (
    <Input.TextArea
      id={props.id}
      value={(props.value as string | undefined) ?? ''}
      disabled={locked(props)}
      autoSize={{ minRows: 3, maxRows: 12 }}
      onChange={(event) => props.onChange(event.target.value || undefined)}
    />
  );
}

export function Money(props: WidgetProps): ReactNode {
  return (
    <InputNumber
      id={props.id}
      className="full"
      prefix="¥"
      min={0}
      precision={2}
      value={props.value as number | undefined}
      disabled={locked(props)}
      onChange={(given) => props.onChange(given ?? undefined)}
    />
  );
}

function Line(props: WidgetProps & { kind: 'tel' | 'date' | 'datetime-local' }): ReactNode {
  return (
    <Input
      id={props.id}
      type={props.kind}
      className="full"
      value={(props.value as string | undefined) ?? ''}
      disabled={locked(props)}
      onChange={(event) => props.onChange(event.target.value || undefined)}
    />
  );
}

export const Phone = (props: WidgetProps): ReactNode => <Line {...props} kind="tel" />;
export const Day = (props: WidgetProps): ReactNode => <Line {...props} kind="date" />;

/** A moment keeps its offset from UTC, which the browser's field does not know: it is the service desk's. */
export function Moment(props: WidgetProps): ReactNode {
  const say = useText();
  const given = props.value as string | undefined;
  const changed = (typed: string | undefined): void => props.onChange(fromField(typed));
  return (
    <>
      <Line {...props} value={toField(given)} onChange={changed} kind="datetime-local" />
      {isElsewhere(given ? Date.parse(given) : Date.now()) && <span className="quiet zone">{say('zone.field')}</span>}
    </>
  );
}
