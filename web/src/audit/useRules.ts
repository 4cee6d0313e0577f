/** The rows of all decision tables, to search by. */
import { named, useLanguage } from '../lang/text';
import { spokenPart, useOutlines } from '../models/useOutlines';

export function useRules(): { value: string; label: string }[] {
  const { say, language } = useLanguage();
  const outlines = useOutlines();
  return outlines.flatMap((outline) => {
    const { table } = outline;
    if (table === null) return [];
    const name = named(language, outline);
    const rows = table.rows.map((row, at) => ({
      value: `${table.id}/${row.id}`,
      label: `${name} · ${say('decision.row', { n: at + 1 })} ${row.notes.map((note) => spokenPart(note, language)).join(' ')}`.trim(),
    }));
    return [{ value: table.id, label: name }, ...rows];
  });
}
