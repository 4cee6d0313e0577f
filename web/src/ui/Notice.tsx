/** A sentence in the middle of the page: what is missing or went wrong, and how to go on. */
import { WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

export function Notice({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="notice" role="alert">
      <WarningOutlined aria-hidden />
      <h1>{title}</h1>
      {children}
    </div>
  );
}
