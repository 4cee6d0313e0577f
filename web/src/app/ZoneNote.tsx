/** Tells those whose browser stands in another time zone that all times are the service desk's. */
import { GlobalOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useText } from '../lang/text';
import { isElsewhere } from '../ui/zone';
import { useNow } from './clock';

export function ZoneNote(): ReactNode {
  const say = useText();
  const now = useNow();
  if (!isElsewhere(now)) return null;
  return (
    <p className="clock-note" role="status">
      <GlobalOutlined aria-hidden />
      <span>{say('zone.note')}</span>
    </p>
  );
}
