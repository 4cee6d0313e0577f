/** One version of a process: its diagram with where cases wait now, and the same as a table. */
import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { api, asked } from '../api/client';
import { Diagram, type Mark } from '../bpmn/Diagram';
import { useModel, useNames } from '../bpmn/model';
import { useNameOf } from '../app/people';
import { named, useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { moment } from '../ui/moment';
import { useWaiting } from './useWaiting';

export function ProcessPage(): ReactNode {
  const { definitionId = '' } = useParams();
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const params = { params: { path: { definition_id: definitionId } } };
  const definition = useQuery({
    queryKey: ['definition', definitionId],
    queryFn: () => asked(api.GET('/api/v1/process-definitions/{definition_id}', params)),
  });
  const model = useModel(definitionId);
  const elementName = useNames([definitionId], language);
  const { rows, isPending } = useWaiting(definitionId, model.data);
  const marks = useMemo(
    () => rows.map((row): Mark => ({ element: row.element_id, look: 'waits', text: String(row.waiting) })),
    [rows],
  );
  return (
    <div className="page">
      <Loaded query={definition}>
        {(found) => (
          <header className="case-head">
            <div>
              <p className="quiet">
                <Link to="/models">{say('models.title')}</Link> / {found.id}
              </p>
              <h1>{named(language, found) || found.key}</h1>
              <p className="task-meta">
                <span>{say('models.versionLine', { n: found.version, at: moment(found.deployed_at, language), name: nameOf(found.deployed_by) })}</span>
                <a href={`/api/v1/process-definitions/${encodeURIComponent(found.id)}/xml`} download={`${found.key}.bpmn`}>
                  {say('models.download')}
                </a>
              </p>
            </div>
          </header>
        )}
      </Loaded>
      <Loaded query={model}>{(xml) => <Diagram xml={xml} marks={marks} label={say('case.diagram')} />}</Loaded>
      <h2>{say('models.waiting')}</h2>
      <Table
        rowKey="element_id"
        size="small"
        pagination={false}
        loading={isPending}
        dataSource={rows}
        locale={{ emptyText: say('models.nobodyWaits') }}
        columns={[
          { title: say('diagram.step'), render: (_, row) => elementName(definitionId, row.element_id) },
          { title: say('models.element'), render: (_, row) => <code>{row.element_id}</code> },
          { title: say('models.waitingCount'), dataIndex: 'waiting', align: 'right' },
        ]}
      />
    </div>
  );
}
