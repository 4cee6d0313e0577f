/** A decision as it was taken: what it was asked, which rows fired, what came out, and why. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Language } from '../lang/current';
import { listed, named, useLanguage } from '../lang/text';
import type { Outline } from '../models/DecisionTables';
import { columnText } from '../models/useOutlines';
import { plain } from './record';
import type { RecordWords } from './useRecordWords';
import { Value } from './Value';

interface Fired {
  id: string | null;
  name: string;
  hit_policy: string;
  inputs: { label: string; value: unknown }[];
  rules: { index: number; id: string }[];
  default: boolean;
}

export interface Decided {
  decision: { id: string; name: string };
  definition?: string;
  inputs: Record<string, unknown>;
  tables: Fired[];
  value: unknown;
  required: Decided[];
  explanation?: { zh?: string; en?: string } | null;
}

export function isDecision(sealed: unknown): sealed is Decided {
  return typeof sealed === 'object' && sealed !== null && 'decision' in sealed && 'tables' in sealed;
}

interface Props {
  record: Decided;
  words: RecordWords;
}

export function DecisionRecord({ record, words }: Props): ReactNode {
  const { say, language } = useLanguage();
  const why = record.explanation?.[language] ?? toldIn(record.value, language);
  return (
    <div className="decided">
      {why && <p className="help">{why}</p>}
      {record.tables.map((table, at) => (
        <FiredTable key={at} table={table} outline={words.outlineOf(record.decision.id)} address={addressOf(record.definition, table)} />
      ))}
      <p>
        {say('decision.gave')} <Value value={plain(record.value)} field={words.decisionField(record.decision.id)} />
      </p>
      {record.required.length > 0 && (
        <details>
          <summary>{say('decision.from', { n: record.required.length })}</summary>
          {record.required.map((each) => (
            <div key={each.decision.id} className="required-decision">
              <strong>{words.outlineOf(each.decision.id) ? words.decisionName(each.decision.id) : each.decision.name}</strong>
              <DecisionRecord words={words} record={{ ...each, ...(record.definition ? { definition: record.definition } : {}) }} />
            </div>
          ))}
        </details>
      )}
    </div>
  );
}

// Decisions that face customers give their reasons among their results.
function toldIn(value: unknown, language: string): string | undefined {
  const told = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[`text_${language}`] : undefined;
  return typeof told === 'string' ? told : undefined;
}

function FiredTable({ table, outline, address }: { table: Fired; outline: Outline | undefined; address: string | undefined }): ReactNode {
  const { say, language } = useLanguage();
  const rows = listed(language, table.rules.map((rule) => say('decision.row', { n: rule.index })));
  const told = table.default ? say('decision.default') : rows || say('decision.noRow');
  return (
    <p>
      <Tag color="processing">{outline ? named(language, outline) : table.name}</Tag>
      {address ? <Link to={address}>{told}</Link> : told}
      {table.inputs.map((input, at) => (
        <span key={at} className="pair">
          {' '}
          · {columnOf(outline, table, at, language) ?? input.label} = <code>{shown(input.value)}</code>
        </span>
      ))}
    </p>
  );
}

// The outline is the newest version's: only the same column of the same table names what was asked.
function columnOf(outline: Outline | undefined, table: Fired, at: number, language: Language): string | undefined {
  const column = outline?.table?.id === table.id ? outline?.table?.inputs[at] : undefined;
  return column?.label === table.inputs[at]?.label && column ? columnText(column, language) : undefined;
}

// `decision/warranty:3` is the file's version; the fired rows are pointed at on its page.
function addressOf(definition: string | undefined, table: Fired): string | undefined {
  const found = /^decision\/(.+):(\d+)$/.exec(definition ?? '');
  if (!found?.[1] || !found[2]) return undefined;
  const search = new URLSearchParams([['version', found[2]], ...table.rules.map((rule) => ['row', rule.id])]);
  return `/models/decision/${encodeURIComponent(found[1])}?${search}`;
}

function shown(value: unknown): string {
  const read = plain(value);
  return typeof read === 'string' ? read : JSON.stringify(read);
}
