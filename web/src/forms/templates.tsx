/** How fields, groups and lists look. RJSF's own Ant Design theme is heavier and wants many corrections. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  BaseInputTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
} from '@rjsf/utils';
import { Button, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../lang/text';

const WIDE = new Set(['textarea', 'photo', 'signature', 'choices']);

export function FieldTemplate(props: FieldTemplateProps): ReactNode {
  const { id, label, children, rawErrors, rawDescription, required, hidden, displayLabel, schema, uiSchema } = props;
  if (hidden) return null;
  const widget = uiSchema?.['ui:widget'];
  if (schema.type === 'object' || (schema.type === 'array' && !widget)) {
    return (
      <div className="field-wide">
        {children}
        {schema.type === 'array' && <Errors texts={rawErrors} />}
      </div>
    );
  }
  const isWide = typeof widget === 'string' && WIDE.has(widget);
  const isGroup = ['choice', 'yesNo', 'photo', 'signature', 'confirm', 'choices'].includes(String(widget));
  return (
    <div className={isWide ? 'field-wide' : 'field'} data-field={id}>
      <Form.Item
        label={displayLabel || widget ? <span id={`${id}-label`}>{label}</span> : undefined}
        {...(isGroup ? {} : { htmlFor: id })}
        required={required ?? false}
        extra={rawDescription}
        help={rawErrors?.length ? <Errors texts={rawErrors} /> : undefined}
        validateStatus={rawErrors?.length ? 'error' : ''}
      >
        {children}
      </Form.Item>
    </div>
  );
}

function Errors({ texts }: { texts: string[] | undefined }): ReactNode {
  return texts?.length ? <div role="alert" className="field-errors">{texts.join(' ')}</div> : null;
}

export function ObjectFieldTemplate({ properties }: ObjectFieldTemplateProps): ReactNode {
  return <div className="fields">{properties.filter((each) => !each.hidden).map((each) => each.content)}</div>;
}

export function ArrayFieldTemplate(props: ArrayFieldTemplateProps): ReactNode {
  const { items, canAdd, onAddClick, title, required, disabled, readonly, fieldPathId } = props;
  const say = useText();
  return (
    <fieldset className="field-list" id={fieldPathId.$id}>
      <legend>
        {title}
        {required && <span className="required"> *</span>}
      </legend>
      {items.length === 0 && <p className="quiet">{say('form.noEntries')}</p>}
      {items}
      {canAdd && !disabled && !readonly && (
        <Button icon={<PlusOutlined aria-hidden />} onClick={onAddClick}>
          {say('form.add')}
        </Button>
      )}
    </fieldset>
  );
}

export function ArrayFieldItemTemplate({ children, buttonsProps, index, disabled, readonly }: ArrayFieldItemTemplateProps): ReactNode {
  const say = useText();
  return (
    <div className="list-entry">
      <div className="list-entry-fields">{children}</div>
      {buttonsProps.hasRemove && !disabled && !readonly && (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={say('form.remove', { n: index + 1 })}
          onClick={buttonsProps.onRemoveItem}
        />
      )}
    </div>
  );
}

export function BaseInputTemplate(props: BaseInputTemplateProps): ReactNode {
  const { id, value, onChange, onBlur, schema, disabled, readonly, type, rawErrors } = props;
  const shared = { id, disabled: disabled || readonly, ...(rawErrors?.length ? { status: 'error' as const } : {}) };
  if (schema.type === 'integer' || schema.type === 'number') {
    return (
      <InputNumber
        {...shared}
        className="full"
        value={value as number | undefined}
        onChange={(given) => onChange(given ?? undefined)}
        {...(schema.type === 'integer' ? { precision: 0 } : {})}
      />
    );
  }
  return (
    <Input
      {...shared}
      {...(type ? { type } : {})}
      value={(value as string | undefined) ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
      onBlur={() => onBlur(id, value)}
    />
  );
}
