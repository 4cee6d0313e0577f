/** What happened in a case: the path on the diagram, the steps with their times, events and variables, all linked. */
import { useMemo, useState, type ReactNode } from 'react';
import type { Case, Event, Token } from '../api/types';
import { useMay } from '../app/session';
import { Diagram } from '../bpmn/Diagram';
import { marksOf } from '../bpmn/marks';
import { useForms, useModel, useNames } from '../bpmn/model';
import { useLanguage } from '../lang/text';
import { ExportButtons } from '../ui/ExportButtons';
import { Loaded } from '../ui/Loaded';
import { answeredIn, changesOf, definitionsOf, type Answered } from './record';
import { Steps } from './Steps';
import { Timeline } from './Timeline';
import { useRecord, useTokens } from './useCase';
import { useRecordWords, type RecordWords } from './useRecordWords';
import { VariableHistory } from './VariableHistory';
import { WhichDiagram } from './WhichDiagram';

/** What is selected in one part is shown in the others. */
export interface Selection {
  element?: string;
  definition?: string | null;
  event?: number;
  variable?: string;
}

export function CaseTrace({ data }: { data: Case }): ReactNode {
  const may = useMay();
  const tokens = useTokens(data.id);
  const record = useRecord(data.id);
  const name = data.business_key ?? data.id;
  return (
    <>
      {may('audit') && <ExportButtons path={`/api/v1/exports/records/${encodeURIComponent(data.id)}`} name={`record-${name}`} />}
      <Loaded query={tokens}>
        {(standing) => <Loaded query={record}>{(events) => <Trace events={events} tokens={standing} name={name} isPictured />}</Loaded>}
      </Loaded>
    </>
  );
}

/** What the parts of a record are told: its events, what is selected, and which events belong to that. */
export interface RecordPart {
  events: readonly Event[];
  elementName: (definition: string | null, element: string | null) => string;
  selection: Selection;
  linked: ReadonlySet<number>;
  onChoose: (chosen: Selection) => void;
  words: RecordWords;
  answered: ReadonlyMap<string, Answered>;
}

interface Props {
  events: readonly Event[];
  tokens: readonly Token[];
  name?: string;
  isPictured: boolean;
}

export function Trace({ events, tokens, name, isPictured }: Props): ReactNode {
  const { language } = useLanguage();
  const [selection, setSelection] = useState<Selection>({});
  const definitions = useMemo(() => definitionsOf(events), [events]);
  const elementName = useNames(definitions, language);
  const words = useRecordWords(definitions);
  const answered = answeredIn(events, useForms(definitions));
  const linked = useMemo(() => new Set(events.filter((event) => isLinked(event, selection)).map((event) => event.number)), [events, selection]);
  const choose = (chosen: Selection): void => setSelection((before) => (isSame(before, chosen) ? {} : chosen));
  return (
    <>
      {isPictured && (
        <Path events={events} tokens={tokens} definitions={definitions} selection={selection} onChoose={choose} name={name} />
      )}
      <div className="trace">
        <Timeline events={events} elementName={elementName} words={words} answered={answered} selection={selection} linked={linked} onChoose={choose} />
        <VariableHistory events={events} elementName={elementName} words={words} answered={answered} selection={selection} linked={linked} onChoose={choose} />
      </div>
      <Steps events={events} elementName={elementName} selection={selection} onChoose={choose} />
    </>
  );
}

function isSame(one: Selection, other: Selection): boolean {
  return one.element === other.element && one.event === other.event && one.variable === other.variable && one.definition === other.definition;
}

function isLinked(event: Event, { element, definition, event: number, variable }: Selection): boolean {
  if (number !== undefined) return event.number === number;
  if (variable !== undefined) return changesOf(event).some((change) => change.name === variable);
  return element !== undefined && event.element_id === element && (definition === undefined || event.definition_id === definition);
}

interface PathProps {
  events: readonly Event[];
  tokens: readonly Token[];
  definitions: readonly string[];
  selection: Selection;
  onChoose: (chosen: Selection) => void;
  name: string | undefined;
}

function Path({ events, tokens, definitions, selection, onChoose, name }: PathProps): ReactNode {
  const { say } = useLanguage();
  const [picked, setPicked] = useState<string>();
  // Where an event or variable is selected, its step is shown, on the diagram to which it belongs.
  const event = events.find((each) => each.number === selection.event || (selection.variable && changesOf(each).some((change) => change.name === selection.variable)));
  const element = selection.element ?? event?.element_id ?? undefined;
  const shown = selection.definition ?? event?.definition_id ?? picked ?? definitions[0] ?? '';
  const model = useModel(shown);
  const marks = useMemo(() => marksOf(shown, tokens, events, element), [shown, tokens, events, element]);
  return (
    <>
      <WhichDiagram
        definitions={definitions}
        shown={shown}
        onChoose={(id) => {
          setPicked(id);
          onChoose({});
        }}
      />
      <Loaded query={model}>
        {(xml) => (
          <Diagram
            xml={xml}
            marks={marks}
            label={say('case.diagram')}
            focus={element}
            fileName={name === undefined ? undefined : `${name} ${shown}`}
            onChoose={(id) => onChoose({ element: id, definition: shown })}
          />
        )}
      </Loaded>
    </>
  );
}
