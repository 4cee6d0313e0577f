/** What an import would do, with every error of every row; nothing comes in while there is one. */
import { Alert, Button, Table } from 'antd';
import type { ReactNode } from 'react';
import type { components } from '../api/schema';
import { useLanguage } from '../lang/text';
import { Scrolled } from '../ui/Scrolled';

type Import = components['schemas']['ImportView'];

interface Props {
  name: string;
  found: Import;
  isBusy: boolean;
  onImport: () => void;
}

export function Preview({ name, found, isBusy, onImport }: Props): ReactNode {
  const { say } = useLanguage();
  const isWrong = found.error_count > 0;
  return (
    <section aria-label={say('office.preview')} className="gap-above">
      <h2>
        {say('office.preview')} <span className="quiet">{name}</span>
      </h2>
      <Alert
        showIcon
        type={isWrong ? 'error' : 'info'}
        title={say(isWrong ? 'office.wrong' : 'office.would', { errors: found.error_count, added: found.added, changed: found.changed, unchanged: found.unchanged })}
        description={found.unknown_headings.length > 0 && say('office.unread', { names: found.unknown_headings.join(', ') })}
      />
      {isWrong ? (
        <Scrolled title={say('office.errors')}>
          <Table
            rowKey={({ row, column, text }) => `${row} ${column} ${text}`}
            size="small"
            className="gap-above"
            pagination={false}
            dataSource={found.errors}
            columns={[
              { title: say('office.row'), align: 'right', dataIndex: 'row' },
              { title: say('office.column'), dataIndex: 'column' },
              { title: say('office.error'), dataIndex: 'text' },
            ]}
          />
        </Scrolled>
      ) : (
        <Button type="primary" className="gap-above" loading={isBusy} disabled={found.added + found.changed === 0} onClick={onImport}>
          {say('office.import')}
        </Button>
      )}
    </section>
  );
}
