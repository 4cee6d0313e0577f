/** A case's number that leads to the case. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export function CaseLink({ number }: { number: string }): ReactNode {
  return <Link to={`/cases?q=${encodeURIComponent(number)}`}>{number}</Link>;
}
