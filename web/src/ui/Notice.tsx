/** A sentence in the middle of the page: what is missing or went wrong, and how to go on. */
import { WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

export function Notice({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="notice" role="alert">
      <WarningOutlined />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
