/** One report as a table, every row with its cases, and as an Excel file. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { CaseLink } from '../ui/CaseLink';
import { Loaded } from '../ui/Loaded';
import { Cases } from './Cases';
import { cellText, isNumeric } from './shown';
import { useChoices } from './useChoices';
import { excelOf, useReport, type Asked, type Column, type ReportTable } from './useReports';

type Row = ReportTable['rows'][number] & { at: number };

export function Report({ reportKey, about }: { reportKey: string; about: Asked }): ReactNode {
  const { say } = useLanguage();
  return (
    <section className="card">
      <Loaded query={useReport(reportKey, about)}>
        {(table) => (
          <>
            <div className="card-head">
              <h2>{table.title}</h2>
              <Button icon={<DownloadOutlined aria-hidden />} href={excelOf(reportKey, about)}>
                {say('reports.excel')}
              </Button>
            </div>
            <p className="quiet">{table.definition}</p>
            <Rows table={table} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Rows({ table }: { table: ReportTable }): ReactNode {
  const { say } = useLanguage();
  const rows = table.rows.map((row, at) => ({ ...row, at }));
  const hasCases = !table.columns.some(({ kind }) => kind === 'case') && rows.some(({ cases }) => cases.length > 0);
  return (
    <Table<Row>
      rowKey="at"
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: say('reports.none') }}
      dataSource={rows}
      columns={[
        ...table.columns.map((column, at) => ({
          title: column.title,
          align: isNumeric(column) ? ('right' as const) : ('left' as const),
          render: (_: unknown, row: Row) => <Cell value={row.values[at]} column={column} />,
        })),
        ...(hasCases
          ? [{ title: say('reports.behind'), render: (_: unknown, row: Row) => <Cases numbers={row.cases} of={table.title} /> }]
          : []),
      ]}
    />
  );
}

function Cell({ value, column }: { value: unknown; column: Column }): ReactNode {
  const { language } = useLanguage();
  const { word } = useChoices();
  if (column.kind === 'case') return <CaseLink number={String(value)} />;
  if (column.key === 'province' && value !== null) return word('province', String(value));
  return cellText(value, column, language);
}
