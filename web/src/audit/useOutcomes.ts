/** The ends that the cases of a process can reach, from its newest model. */
import { useMemo } from 'react';
import { elementsOf, useModel } from '../bpmn/model';
import { useLanguage } from '../lang/text';

export function useOutcomes(process: string | undefined): { value: string; label: string }[] {
  const { language } = useLanguage();
  const model = useModel(process);
  return useMemo(() => elementsOf(model.data, 'endEvent', language).map(([value, label]) => ({ value, label })), [model.data, language]);
}
