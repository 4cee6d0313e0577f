/** Our name, as it stands on every page. */
import type { ReactNode } from 'react';
import { useText } from '../lang/text';

export function Mark(): ReactNode {
  const say = useText();
  return (
    <span className="mark">
      <img src="/favicon.svg" alt="" width="28" height="28" />
      <span>{say('app.name')}</span>
    </span>
  );
}
