/** How the time of a case was spent: what counts, what stood still for the customer, and what parts cost. */
import { PauseCircleOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { duration } from '../ui/duration';
import { moment } from '../ui/moment';
import { useCaseClock } from './useRegister';

export function TimeSpent({ number }: { number: string | null }): ReactNode {
  const { say, language } = useLanguage();
  const clock = useCaseClock(number).data;
  if (!clock) return null;
  const spans = [
    ['beside.counted', clock.counted_seconds],
    ['beside.paused', clock.customer_seconds],
    ['beside.forParts', clock.parts_seconds],
  ] as const;
  return (
    <section>
      <h3>{say('beside.time')}</h3>
      <ul>
        {spans
          .filter(([key, seconds]) => key === 'beside.counted' || seconds > 0)
          .map(([key, seconds]) => (
            <li key={key}>{say(key, { span: duration(say, seconds) })}</li>
          ))}
      </ul>
      {clock.waits_for && clock.waits_since && (
        <Tag icon={<PauseCircleOutlined aria-hidden />}>
          {say(`beside.waits.${clock.waits_for}`, { at: moment(clock.waits_since, language) })}
        </Tag>
      )}
    </section>
  );
}
