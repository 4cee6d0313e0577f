/** The rows of all decision tables, to search by. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { useLanguage } from '../lang/text';

async function allTables() {
  const files = await asked(api.GET('/api/v1/decision-definitions', { params: { query: { limit: 500 } } }));
  const read = files.items.map(({ key }) =>
    asked(api.GET('/api/v1/decision-definitions/{decision_id}/outline', { params: { path: { decision_id: key } } })),
  );
  return (await Promise.all(read)).flat();
}

export function useRules(): { value: string; label: string }[] {
  const { say } = useLanguage();
  const outlines = useQuery({ queryKey: ['outlines', 'all'], queryFn: allTables, staleTime: Infinity });
  return (outlines.data ?? []).flatMap(({ name, table }) =>
    table === null
      ? []
      : [
          { value: table.id, label: name },
          ...table.rows.map((row, at) => ({
            value: `${table.id}/${row.id}`,
            label: `${name} · ${say('decision.row', { n: at + 1 })} ${row.notes.join(' ')}`.trim(),
          })),
        ],
  );
}
