/** The path of a case as a table: each step with when it was entered and left, how long it took, and who did it. */
import { Button, Table } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useNameOf } from '../app/people';
import { useProcesses } from '../app/processes';
import { useLanguage } from '../lang/text';
import { duration } from '../ui/duration';
import { moment } from '../ui/moment';
import { stepsOf, type Step } from './record';
import type { RecordPart } from './Trace';

export function Steps({ events, elementName, selection, onChoose }: Omit<RecordPart, 'linked' | 'words' | 'answered'>): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const processes = useProcesses();
  const steps = useMemo(() => stepsOf(events), [events]);
  return (
    <>
      <h2>{say('trace.steps')}</h2>
      <Table<Step>
        rowKey="token"
        size="small"
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 25, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={steps}
        rowClassName={(row) => (row.element === selection.element && row.definition === selection.definition ? 'is-chosen-row' : '')}
        columns={[
          {
            title: say('diagram.step'),
            render: (_, row) => (
              <Button type="link" className="as-link" onClick={() => onChoose({ element: row.element, definition: row.definition })}>
                {elementName(row.definition, row.element)}
              </Button>
            ),
          },
          { title: say('case.process'), render: (_, row) => row.definition && processes.nameOf(row.definition) },
          { title: say('trace.entered'), render: (_, row) => moment(row.enteredAt, language) },
          { title: say('trace.left'), render: (_, row) => (row.leftAt ? moment(row.leftAt, language) : '–') },
          { title: say('trace.took'), align: 'right', render: (_, row) => (row.seconds === null ? '–' : duration(say, row.seconds)) },
          {
            title: say('trace.by'),
            render: (_, row) => (
              <>
                {nameOf(row.by)} {row.onBehalfOf && say('record.for', { name: nameOf(row.onBehalfOf) })}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
