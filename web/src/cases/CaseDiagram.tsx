/** Where a case stands: on the diagram, and in a table that says the same. */
import { Button, Table } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { Case, Event, Token } from '../api/types';
import { Diagram } from '../bpmn/Diagram';
import { marksOf } from '../bpmn/marks';
import { useModel, useNames } from '../bpmn/model';
import { useProcesses } from '../app/processes';
import { useLanguage } from '../lang/text';
import { Due } from '../ui/Due';
import { Loaded } from '../ui/Loaded';
import { waitText } from '../lang/codes';
import { useRecord, useTokens } from './useCase';
import { WhichDiagram } from './WhichDiagram';

export function CaseDiagram({ data }: { data: Case }): ReactNode {
  const tokens = useTokens(data.id);
  const record = useRecord(data.id);
  return (
    <Loaded query={tokens}>
      {(standing) => <Loaded query={record}>{(events) => <Standing data={data} tokens={standing} events={events} />}</Loaded>}
    </Loaded>
  );
}

function Standing({ data, tokens, events }: { data: Case; tokens: Token[]; events: Event[] }): ReactNode {
  const { say, language } = useLanguage();
  const definitions = useMemo(() => {
    const taken = events.map((event) => event.definition_id).filter((id) => id !== null);
    return [...new Set([data.definition_id, ...taken])];
  }, [data.definition_id, events]);
  const busy = tokens.find((token) => token.waits_for === 'task')?.definition_id ?? data.definition_id;
  const processes = useProcesses();
  const [chosen, setChosen] = useState<string>();
  const [element, setElement] = useState<string>();
  const shown = chosen ?? busy;
  const nameOf = useNames(definitions, language);
  const model = useModel(shown);
  const marks = useMemo(() => marksOf(shown, tokens, events, element), [shown, tokens, events, element]);
  const waiting = tokens.filter((token) => token.waits_for !== null || token.state === 'active');
  return (
    <>
      <WhichDiagram definitions={definitions} shown={shown} onChoose={setChosen} />
      <Loaded query={model}>
        {(xml) => <Diagram xml={xml} marks={marks} label={say('case.diagram')} fileName={`${data.business_key ?? data.id} ${shown}`} onChoose={setElement} />}
      </Loaded>
      <h2>{say('diagram.table')}</h2>
      <Table<Token>
        rowKey="token"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={waiting}
        rowClassName={(row) => (row.element_id === element ? 'is-chosen-row' : '')}
        columns={[
          {
            title: say('diagram.step'),
            render: (_, row) => (
              <Button
                type="link"
                className="as-link"
                onClick={() => {
                  setChosen(row.definition_id);
                  setElement(row.element_id);
                }}
              >
                {nameOf(row.definition_id, row.element_id)}
              </Button>
            ),
          },
          { title: say('case.process'), render: (_, row) => processes.nameOf(row.definition_id) },
          { title: say('diagram.waitsFor'), render: (_, row) => waitText(say, row.waits_for) },
          { title: say('diagram.due'), render: (_, row) => <Due at={row.due_at} /> },
        ]}
      />
    </>
  );
}
