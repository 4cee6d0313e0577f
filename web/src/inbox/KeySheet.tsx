/** The `?` sheet: which keys do what. */
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../lang/text';

const KEYS = [
  ['j', 'keys.next'],
  ['k', 'keys.previous'],
  ['Enter', 'keys.form'],
  ['c', 'keys.claim'],
  ['x', 'keys.select'],
  ['Esc', 'keys.close'],
  ['Ctrl K', 'keys.palette'],
  ['?', 'keys.help'],
] as const;

export function KeySheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  const say = useText();
  return (
    <Modal open={isOpen} title={say('keys.title')} footer={null} onCancel={onClose} width={420}>
      <dl className="keys">
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
