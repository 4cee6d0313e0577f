/** In which forms the facts of a case were answered; the record is only asked where forms have different words. */
import { useMemo } from 'react';
import type { Values } from '../api/types';
import { useForms } from '../bpmn/model';
import { differs, type Labels } from './labels';
import { answeredIn, answerKey, definitionsOf, historyOf } from './record';
import { useRecord } from './useCase';

export function useAnsweredForms(instanceId: string, facts: Values, ofForm: Record<string, Labels>): (name: string) => string | undefined {
  const unclear = Object.entries(facts).filter(([name, value]) => differs(ofForm, name, value));
  const events = useRecord(instanceId, unclear.length > 0).data;
  const definitions = useMemo(() => definitionsOf(events ?? []), [events]);
  const answered = answeredIn(events ?? [], useForms(definitions));
  const history = historyOf(events ?? []);
  const last = new Map(
    unclear.map(([name, value]) => {
      const change = history.get(name)?.findLast((each) => each.change.new === value);
      return [name, change && answered.get(answerKey(change.event, name))?.new];
    }),
  );
  return (name) => last.get(name);
}
