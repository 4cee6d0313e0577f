/** The decisions of a DMN file as people read them: tables with their rows, other expressions as text. */
import { Tag } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../api/schema';
import { useMay } from '../app/session';
import { named, useLanguage, type Say } from '../lang/text';
import { columnText, spokenPart } from './useOutlines';

export type Outline = components['schemas']['OutlineView'];
type TableOf = components['schemas']['TableView'];

interface Props {
  outlines: readonly Outline[];
  /** Ids of rows to point at. */
  rows?: readonly string[];
}

export function DecisionTables({ outlines, rows = [] }: Props): ReactNode {
  const { say, language } = useLanguage();
  const names = new Map(outlines.map((each) => [each.id, named(language, each)]));
  return outlines.map((outline) => (
    <section key={outline.id} className="card decision" id={`decision-${outline.id}`}>
      <h2>
        {named(language, outline)} <code className="quiet">{outline.id}</code> {!outline.is_decision && <Tag>{say('decision.function')}</Tag>}
      </h2>
      {outline.requires.length > 0 && (
        <p className="quiet">
          {say('decision.requires')}{' '}
          {outline.requires.map((id, at) => (
            <span key={id}>
              {at > 0 && ', '}
              {names.has(id) ? <a href={`#decision-${id}`}>{names.get(id)}</a> : id}
            </span>
          ))}
        </p>
      )}
      {outline.table && <Rows name={named(language, outline)} table={outline.table} rows={rows} />}
      {outline.text !== null && <pre className="expression" tabIndex={0}>{outline.text}</pre>}
    </section>
  ));
}

function Rows({ name, table, rows }: { name: string; table: TableOf; rows: readonly string[] }): ReactNode {
  const { say, language } = useLanguage();
  const may = useMay();
  const chosen = useRef<HTMLTableRowElement>(null);
  // Nothing is returned: newer browsers answer a scroll with a promise, which is nothing to clean up with.
  useEffect(() => void chosen.current?.scrollIntoView({ block: 'center' }), [rows]);
  const hasNotes = table.rows.some((row) => row.notes.some(Boolean));
  return (
    <>
      <p className="quiet">{policyText(say, table)}</p>
      <div className="wide" role="region" tabIndex={0} aria-label={say('decision.table', { name })}>
        <table className="rules">
          <thead>
            <tr>
              <th scope="col">#</th>
              {table.inputs.map((column, at) => (
                <th scope="col" key={at}>
                  {columnText(column, language)}
                  {column.expression !== column.label && <code>{column.expression}</code>}
                </th>
              ))}
              {table.outputs.map((column, at) => (
                <th scope="col" key={at} className="conclusion">
                  {columnText(column, language) || say('decision.result')}
                  {column.expression !== '' && column.expression !== column.label && <code>{column.expression}</code>}
                </th>
              ))}
              {hasNotes && <th scope="col">{say('decision.note')}</th>}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={row.id} className={rows.includes(row.id) ? 'is-chosen-row' : ''} ref={row.id === rows[0] ? chosen : undefined}>
                <th scope="row">
                  {may('audit') ? (
                    <Link to={`/audit?rule=${encodeURIComponent(`${table.id}/${row.id}`)}`} title={say('decision.cases')}>
                      {at + 1}
                    </Link>
                  ) : (
                    at + 1
                  )}
                </th>
                {row.inputs.map((cell, column) => (
                  <td key={column}>{cell === '' || cell === '-' ? <span className="quiet">–</span> : <code>{cell}</code>}</td>
                ))}
                {row.outputs.map((cell, column) => (
                  <td key={column} className="conclusion">
                    <code>{cell}</code>
                  </td>
                ))}
                {hasNotes && <td>{row.notes.filter(Boolean).map((note) => spokenPart(note, language)).join(' · ')}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const POLICIES = ['UNIQUE', 'ANY', 'PRIORITY', 'FIRST', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;

function policyText(say: Say, table: TableOf): string {
  const known = POLICIES.find((each) => each === table.hit_policy);
  return `${known ? say(`policy.${known}`) : table.hit_policy} ${table.aggregation ?? ''}`.trim();
}
