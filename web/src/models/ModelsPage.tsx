/** What is deployed: processes, decisions and forms, and who deployed what when. */
import { CalendarOutlined, CheckCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Switch, Table, Tabs } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { Definition } from '../api/types';
import { useNameOf } from '../app/people';
import { useMay } from '../app/session';
import { changed } from '../inbox/views';
import { named, useLanguage } from '../lang/text';
import { Failure } from '../ui/Failure';
import { moment } from '../ui/moment';
import { pageOf, PATHS, type Kind } from './useVersions';

const KINDS = ['process', 'decision', 'form'] as const;

export function ModelsPage(): ReactNode {
  const { say } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const kind = KINDS.find((each) => each === search.get('kind')) ?? 'process';
  return (
    <div className="page">
      <header className="case-head">
        <h1>{say('models.title')}</h1>
        <div className="case-actions">
          <Button icon={<CalendarOutlined aria-hidden />} onClick={() => void navigate('/calendars')}>
            {say('calendar.title')}
          </Button>
          {may('deploy') && (
            <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} onClick={() => void navigate('/models/check')}>
              {say('models.toCheck')}
            </Button>
          )}
        </div>
      </header>
      <Tabs
        activeKey={kind}
        onChange={(chosen) => setSearch(changed(search, { kind: chosen }))}
        items={KINDS.map((each) => ({ key: each, label: say(`models.${each}`), children: <Versions kind={each} /> }))}
      />
    </div>
  );
}

function Versions({ kind }: { kind: Kind }): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const [isAll, setAll] = useState(false);
  const found = useQuery({
    queryKey: ['definitions', kind, isAll],
    queryFn: () => asked(api.GET(PATHS[kind], { params: { query: { limit: 500, only_latest: !isAll } } })),
  });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const title = (row: Definition): ReactNode => {
    const name = named(language, row) || row.key;
    return <Link to={pageOf(row)}>{name}</Link>;
  };
  return (
    <>
      <label className="switch">
        <Switch checked={isAll} onChange={setAll} /> {say('models.allVersions')}
      </label>
      <Table<Definition>
        rowKey="id"
        size="middle"
        pagination={false}
        scroll={{ x: 'max-content' }}
        loading={found.isPending}
        dataSource={found.data?.items ?? []}
        columns={[
          { title: say('models.name'), render: (_, row) => title(row) },
          { title: say('models.key'), render: (_, row) => <code>{row.key}</code> },
          {
            title: say('models.version'),
            render: (_, row) => (
              <>
                {row.version}{' '}
                {row.version > 1 && (
                  <Link to={`/models/compare?old=${encodeURIComponent(row.id.replace(/\d+$/, String(row.version - 1)))}&new=${encodeURIComponent(row.id)}`}>
                    {say('owner.changes')}
                  </Link>
                )}
              </>
            ),
          },
          { title: say('models.file'), dataIndex: 'file' },
          { title: say('models.deployedAt'), render: (_, row) => moment(row.deployed_at, language) },
          { title: say('models.deployedBy'), render: (_, row) => nameOf(row.deployed_by) },
        ]}
      />
    </>
  );
}
