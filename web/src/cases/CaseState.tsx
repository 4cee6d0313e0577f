/** A case's state as a word and a colour. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Case } from '../api/types';
import { useText } from '../lang/text';

const COLORS: Record<Case['state'], string> = {
  active: 'processing',
  suspended: 'warning',
  completed: 'success',
  cancelled: 'default',
};

export function CaseState({ state }: { state: Case['state'] }): ReactNode {
  const say = useText();
  return <Tag color={COLORS[state]}>{say(`state.${state}`)}</Tag>;
}
