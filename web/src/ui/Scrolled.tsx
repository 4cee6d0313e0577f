/** Holds what may be wider than the screen: it scrolls sideways, by key too, even where it has no links. */
import type { ReactNode } from 'react';

export function Scrolled({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={title}>
      {children}
    </div>
  );
}
