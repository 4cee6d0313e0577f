/** Where a case stands for people: three stages as steps, and the status within. */
import { CheckOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { statusText } from '../lang/codes';
import { useNames } from '../bpmn/model';
import { useLanguage } from '../lang/text';
import { useTokens } from './useCase';
import { useRegisterCase } from './useRegister';

const STEPS = ['intake', 'in_hand', 'ended'] as const;

export function StageSteps({ number, instanceId }: { number: string | null; instanceId: string }): ReactNode {
  const { say, language } = useLanguage();
  const definitions = [...new Set((useTokens(instanceId).data ?? []).map((token) => token.definition_id))];
  const nameOf = useNames(definitions, language);
  const found = useRegisterCase(number).data;
  if (!found) return null;
  // A case that waits is in hand: whoever holds it goes on where it stopped.
  const stage = found.stage === 'waiting' ? 'in_hand' : found.stage;
  const at = STEPS.indexOf(stage);
  const within = found.substatus && definitions.map((id) => nameOf(id, found.substatus)).find((name) => name !== found.substatus);
  const status = [statusText(say, found.outcome ?? found.status), within].filter(Boolean).join(' · ');
  return (
    <ol className="steps" aria-label={say('steps.title')}>
      {STEPS.map((step, place) => (
        <li key={step} className={place < at ? 'is-past' : place === at ? 'is-here' : ''} aria-current={place === at ? 'step' : undefined}>
          <span className="step-mark">{place < at || found.closed_at ? <CheckOutlined aria-hidden /> : place + 1}</span>
          <span>
            {say(`step.${step}`)}
            {place === at && <span className="quiet"> {status}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
