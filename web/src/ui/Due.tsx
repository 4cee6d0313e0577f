/** When something is due: in words, with an icon and a colour that agree. */
import { CalendarOutlined, ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useNow } from '../app/clock';
import { useLanguage } from '../lang/text';
import { dueOf } from './due';
import { moment } from './moment';

const ICONS = {
  overdue: <ExclamationCircleFilled aria-hidden />,
  soon: <ClockCircleOutlined aria-hidden />,
  later: <CalendarOutlined aria-hidden />,
} as const;

export function Due({ at, isProvisional = false }: { at: string | null; isProvisional?: boolean }): ReactNode {
  const { say, language } = useLanguage();
  const now = useNow();
  if (at === null) return null;
  const due = dueOf(Date.parse(at), now);
  const span = say(`span.${due.unit}`, { n: due.count });
  return (
    <Tag
      icon={ICONS[due.state]}
      className={`due due-${due.state}`}
      title={isProvisional ? say('due.provisionalHint', { at: moment(at, language) }) : moment(at, language)}
    >
      {say(due.state === 'overdue' ? 'due.overdue' : 'due.in', { span })}
      {isProvisional && ` ${say('due.provisional')}`}
    </Tag>
  );
}
