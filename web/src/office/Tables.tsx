/** The register as tables: take one along, fill one in, look at what it would do, and let it in. */
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { Problem, type ProblemBody } from '../api/problem';
import type { components } from '../api/schema';
import { sent } from '../api/upload';
import { currentLanguage } from '../lang/current';
import { useLanguage } from '../lang/text';
import { saveFile } from '../ui/download';
import { useTell } from '../ui/Tell';
import { Preview } from './Preview';

type Import = components['schemas']['ImportView'];
const TABLES = ['customers', 'products', 'units', 'parts', 'agreements'] as const;
const OUT = ['xlsx', 'csv', 'template'] as const;

interface Looked {
  file: File;
  found: Import;
}

export function Tables(): ReactNode {
  const { say } = useLanguage();
  const [table, setTable] = useState<(typeof TABLES)[number]>('customers');
  return (
    <>
      <p className="quiet">{say('office.tablesLead')}</p>
      <div className="scroll-x gap-below" tabIndex={0} role="group" aria-label={say('office.table')}>
        <Segmented aria-label={say('office.table')} value={table} onChange={setTable} options={TABLES.map((each) => ({ value: each, label: say(`table.${each}`) }))} />
      </div>
      <Out table={table} />
      <In key={table} table={table} />
    </>
  );
}

function Out({ table }: { table: string }): ReactNode {
  const { say } = useLanguage();
  const take = useMutation({
    mutationFn: async (form: (typeof OUT)[number]) => {
      const path = form === 'template' ? `/api/v1/sheets/${table}/template` : `/api/v1/sheets/${table}?format=${form}`;
      const answer = await fetch(path, { headers: { 'Accept-Language': currentLanguage() }, credentials: 'same-origin' });
      if (!answer.ok) throw new Problem(answer.status, (await answer.json().catch(() => ({}))) as Partial<ProblemBody>);
      saveFile(await answer.blob(), `${table}.${form === 'csv' ? 'csv' : 'xlsx'}`);
    },
  });
  return (
    <div className="bulk-deeds gap-below" role="group" aria-label={say('export.label')}>
      {OUT.map((form) => (
        <Button key={form} icon={<DownloadOutlined aria-hidden />} loading={take.isPending && take.variables === form} onClick={() => take.mutate(form)}>
          {say(form === 'template' ? 'office.template' : `export.${form}`)}
        </Button>
      ))}
      {take.error && <Alert type="error" showIcon title={take.error.message} />}
    </div>
  );
}

function In({ table }: { table: string }): ReactNode {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const tell = useTell();
  const input = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<Looked>();
  const send = (path: string, file: File): Promise<Import> => sent<Import>(`/api/v1/sheets/${path}`, [['file', file, file.name]]);
  const look = useMutation({
    mutationFn: async (file: File) => setLooked({ file, found: await send(`${table}/preview`, file) }),
    onMutate: () => setLooked(undefined),
  });
  const take = useMutation({
    mutationFn: (file: File) => send(table, file),
    onSuccess: (done) => {
      tell.success(say('office.imported', { added: done.added, changed: done.changed }));
      setLooked(undefined);
      return queries.invalidateQueries({ queryKey: ['register'] });
    },
  });
  const failed = look.error ?? take.error;
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.xls,.csv"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) look.mutate(file);
        }}
      />
      <Button icon={<UploadOutlined aria-hidden />} loading={look.isPending} onClick={() => input.current?.click()}>
        {say('office.choose')}
      </Button>
      {failed && <Alert type="error" showIcon title={failed.message} className="gap-above" />}
      {looked && <Preview name={looked.file.name} found={looked.found} isBusy={take.isPending} onImport={() => take.mutate(looked.file)} />}
    </>
  );
}
