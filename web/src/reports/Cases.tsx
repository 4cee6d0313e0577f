/** The cases behind a number: opened from the number itself. */
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { CaseLink } from '../ui/CaseLink';

export function Cases({ numbers, of, text }: { numbers: readonly string[]; of: string; text?: string }): ReactNode {
  const { say } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  if (numbers.length === 0) return text ?? null;
  return (
    <>
      <Button type="link" size="small" className="as-link" onClick={() => setOpen(true)}>
        {text ?? say('reports.cases', { n: numbers.length })}
      </Button>
      <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={`${of} · ${say('reports.cases', { n: numbers.length })}`}>
        <ul className="case-links">
          {numbers.map((number) => (
            <li key={number}>
              <CaseLink number={number} />
            </li>
          ))}
        </ul>
      </Modal>
    </>
  );
}
