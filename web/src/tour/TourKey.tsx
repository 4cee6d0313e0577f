/** Shows somebody around at the first visit in a role, and again when asked; loaded only then. */
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { Me } from '../api/types';
import { useText } from '../lang/text';

const Tour = lazy(async () => ({ default: (await import('./Tour')).Tour }));

// The roles in which somebody was shown around in this browser.
const KEY = 'anxin.toured';
const toured = (): string[] => (localStorage.getItem(KEY) ?? '').split(',');

export function TourKey({ me }: { me: Me }): ReactNode {
  const say = useText();
  const role = me.roles[0] ?? '';
  const [isOpen, setOpen] = useState(() => !toured().includes(role));
  const close = (): void => {
    localStorage.setItem(KEY, [...new Set([...toured(), role])].filter(Boolean).join(','));
    setOpen(false);
  };
  return (
    <>
      <Button
        type="text"
        className="tour-key"
        icon={<QuestionCircleOutlined aria-hidden />}
        aria-label={say('tour.open')}
        title={say('tour.open')}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <Suspense>
          <Tour role={role} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
