/** A decision as it was taken: what it was asked, which rows fired, what came out, and why. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { listed, useLanguage } from '../lang/text';
import { plain } from './record';

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

export function DecisionRecord({ record }: { record: Decided }): ReactNode {
  const { say, language } = useLanguage();
  const why = record.explanation?.[language] ?? toldIn(record.value, language);
  return (
    <div className="decided">
      {why && <p className="help">{why}</p>}
      {record.tables.map((table, at) => (
        <FiredTable key={at} table={table} address={addressOf(record.definition, table)} />
      ))}
      <p>
        {say('decision.gave')} <code>{shown(record.value)}</code>
      </p>
      {record.required.length > 0 && (
        <details>
          <summary>{say('decision.from', { n: record.required.length })}</summary>
          {record.required.map((each) => (
            <div key={each.decision.id} className="required-decision">
              <strong>{each.decision.name}</strong>
              <DecisionRecord record={{ ...each, ...(record.definition ? { definition: record.definition } : {}) }} />
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

function FiredTable({ table, address }: { table: Fired; address: string | undefined }): ReactNode {
  const { say, language } = useLanguage();
  const rows = listed(language, table.rules.map((rule) => say('decision.row', { n: rule.index })));
  const told = table.default ? say('decision.default') : rows || say('decision.noRow');
  return (
    <p>
      <Tag color="processing">{table.name}</Tag>
      {address ? <Link to={address}>{told}</Link> : told}
      {table.inputs.map((input, at) => (
        <span key={at} className="pair">
          {' '}
          · {input.label} = <code>{shown(input.value)}</code>
        </span>
      ))}
    </p>
  );
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
