/** Which of the diagrams that a case went through is shown, and what its colours mean. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useProcesses } from '../app/processes';
import { useLanguage } from '../lang/text';

interface Props {
  definitions: readonly string[];
  shown: string;
  onChoose: (definition: string) => void;
}

export function WhichDiagram({ definitions, shown, onChoose }: Props): ReactNode {
  const { say } = useLanguage();
  const processes = useProcesses();
  return (
    <div className="filters">
      <Select
        aria-label={say('diagram.which')}
        value={shown}
        onChange={onChoose}
        options={definitions.map((id) => ({ value: id, label: processes.nameOf(id) }))}
      />
      <span className="legend">
        <span className="legend-waits">{say('diagram.waits')}</span>
        <span className="legend-done">{say('diagram.done')}</span>
      </span>
    </div>
  );
}
