/** A bar code or QR code: typed, scanned with the camera, or read from a photo. */
import { ScanOutlined } from '@ant-design/icons';
import type { WidgetProps } from '@rjsf/utils';
import { Button, Input, Space } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useText } from '../../lang/text';

// The camera, and where the browser cannot read codes a library of half a megabyte: only for those who scan.
const Scanner = lazy(async () => ({ default: (await import('../../scan/Scanner')).Scanner }));

export function Scan(props: WidgetProps): ReactNode {
  const say = useText();
  const [isOpen, setOpen] = useState(false);
  const isLocked = Boolean(props.disabled || props.readonly);
  return (
    <>
      <Space.Compact className="full">
        <Input
          id={props.id}
          value={(props.value as string | undefined) ?? ''}
          disabled={isLocked}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => props.onChange(event.target.value || undefined)}
        />
        <Button icon={<ScanOutlined aria-hidden />} disabled={isLocked} aria-label={say('scan.open', { field: props.label })} onClick={() => setOpen(true)} />
      </Space.Compact>
      {isOpen && (
        <Suspense>
          <Scanner
            onFound={(code) => {
              props.onChange(code);
              setOpen(false);
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
