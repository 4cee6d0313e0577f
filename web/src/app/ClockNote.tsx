/** Says that a demo's clock is virtual, and lets it be moved. */
import { ClockCircleOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { api, asked } from '../api/client';
import { useLanguage } from '../lang/text';
import { moment } from '../ui/moment';
import { useClock } from './clock';
import { useMay } from './session';

const STEPS = { PT1H: 'clock.hour', P1D: 'clock.day', P7D: 'clock.week' } as const;

export function ClockNote(): ReactNode {
  const { say, language } = useLanguage();
  const may = useMay();
  const clock = useClock().data;
  const queries = useQueryClient();
  const advance = useMutation({
    mutationFn: (by: string) => asked(api.POST('/api/v1/clock/advance', { body: { by } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (!clock?.isVirtual) return null;
  return (
    <div className="clock-note" role="status">
      <ClockCircleOutlined aria-hidden />
      <span>{say('clock.virtual', { now: moment(new Date(clock.now).toISOString(), language) })}</span>
      {may('move_clock') && (
        <Space size={4} wrap>
          {Object.entries(STEPS).map(([by, key]) => (
            <Button key={by} size="small" loading={advance.isPending} onClick={() => advance.mutate(by)}>
              {say(key)}
            </Button>
          ))}
        </Space>
      )}
    </div>
  );
}
