/** The back office: messages that could not be delivered, and the register as tables. */
import type { ReactNode } from 'react';
import { Desk } from '../desks/Desk';
import { useLanguage } from '../lang/text';
import { DeadLetters } from './DeadLetters';
import { Tables } from './Tables';

export function OfficePage(): ReactNode {
  const { say } = useLanguage();
  const lists = [
    { key: 'letters', title: say('office.letters'), content: <DeadLetters /> },
    { key: 'tables', title: say('office.tables'), content: <Tables /> },
  ];
  return <Desk title={say('office.title')} places={[]} lists={lists} />;
}
