/** Two versions beside each other: what the newer one removes, changes and adds; on both diagrams and as a list. */
import { useQuery } from '@tanstack/react-query';
import { Button, Select, Table, Tag } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { Diagram, type Mark } from '../bpmn/Diagram';
import { useModel } from '../bpmn/model';
import { changed } from '../inbox/views';
import { attributeText, partText } from '../lang/codes';
import { named, useLanguage } from '../lang/text';
import { Loaded } from '../ui/Loaded';
import { pageOf, useVersions, type Kind } from './useVersions';

type Differing = components['schemas']['DifferingView'];

const SIGNS = { added: '+', removed: '−', changed: '≠' } as const;
const COLOURS = { added: 'success', removed: 'error', changed: 'warning' } as const;

export function ComparePage(): ReactNode {
  const { say, language } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const [older, newer] = [search.get('old') ?? '', search.get('new') ?? ''];
  const [chosen, setChosen] = useState<string>();
  const { kind, key } = partsOf(newer);
  const versions = useVersions(kind, key);
  const found = useQuery({
    queryKey: ['comparison', older, newer],
    queryFn: () => asked(api.GET('/api/v1/comparison', { params: { query: { old: older, new: newer } } })),
    staleTime: Infinity,
  });
  const shown = versions.data?.find((each) => each.id === newer);
  const name = (shown && named(language, shown)) || key;
  const options = (versions.data ?? []).map((each) => ({ value: each.id, label: say('owner.versionN', { n: each.version }) }));
  return (
    <div className="page">
      <p className="quiet">
        <Link to={`/models?kind=${kind}`}>{say('models.title')}</Link> / {shown ? <Link to={pageOf(shown)}>{name}</Link> : name}
      </p>
      <h1>
        {say('compare.title', { name })} <code className="quiet">{key}</code>
      </h1>
      <div className="filters">
        <Select aria-label={say('compare.old')} value={older} options={options} onChange={(id) => setSearch(changed(search, { old: id }))} />
        <Select aria-label={say('compare.new')} value={newer} options={options} onChange={(id) => setSearch(changed(search, { new: id }))} />
      </div>
      <Loaded query={found}>
        {(differing) => (
          <>
            {kind === 'process' && (
              <div className="side-by-side">
                <Side id={older} title={say('compare.old')} differing={differing} hidden="added" chosen={chosen} onChoose={setChosen} />
                <Side id={newer} title={say('compare.new')} differing={differing} hidden="removed" chosen={chosen} onChoose={setChosen} />
              </div>
            )}
            <Differences differing={differing} chosen={chosen} onChoose={setChosen} />
          </>
        )}
      </Loaded>
    </div>
  );
}

// `repair:3`, `decision/warranty:1`, `form/repair/visit:2`
function partsOf(id: string): { kind: Kind; key: string } {
  const name = id.replace(/:\d+$/, '');
  const [first = '', ...rest] = name.split('/');
  if (rest.length > 0 && (first === 'decision' || first === 'form')) return { kind: first, key: rest.join('/') };
  return { kind: 'process', key: name };
}

interface SideProps {
  id: string;
  title: string;
  differing: readonly Differing[];
  hidden: Differing['difference'];
  chosen: string | undefined;
  onChoose: (element: string) => void;
}

function Side({ id, title, differing, hidden, chosen, onChoose }: SideProps): ReactNode {
  const model = useModel(id);
  const marks = useMemo(() => {
    const shown = differing.filter((each) => each.difference !== hidden);
    const looks = shown.map((each): Mark => ({ element: each.id, look: each.difference, text: SIGNS[each.difference] }));
    return chosen ? [...looks, { element: chosen, look: 'chosen' } as const] : looks;
  }, [differing, hidden, chosen]);
  const heading = `${title} ${/\d+$/.exec(id)?.[0] ?? ''}`;
  return (
    <section>
      <h2>
        {heading} <code className="quiet">{id}</code>
      </h2>
      <Loaded query={model}>{(xml) => <Diagram xml={xml} marks={marks} label={heading} focus={chosen} onChoose={onChoose} />}</Loaded>
    </section>
  );
}

interface ListProps {
  differing: Differing[];
  chosen: string | undefined;
  onChoose: (element: string) => void;
}

function Differences({ differing, chosen, onChoose }: ListProps): ReactNode {
  const { say, language } = useLanguage();
  return (
    <Table<Differing>
      rowKey={(row) => `${row.kind} ${row.id}`}
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={differing}
      rowClassName={(row) => (row.id === chosen ? 'is-chosen-row' : '')}
      locale={{ emptyText: say('compare.same') }}
      columns={[
        {
          title: say('compare.difference'),
          render: (_, row) => (
            <Tag color={COLOURS[row.difference]}>
              {SIGNS[row.difference]} {say(`compare.${row.difference}`)}
            </Tag>
          ),
        },
        {
          title: say('compare.part'),
          render: (_, row) => (
            <>
              <Button type="link" className="as-link" onClick={() => onChoose(row.id)}>
                {named(language, row) || row.id || say('compare.whole')}
              </Button>
              <div className="quiet">
                <span title={row.kind}>{partText(say, row.kind)}</span> <code>{row.id}</code>
              </div>
            </>
          ),
        },
        { title: say('compare.what'), render: (_, row) => <Attributes of={row} /> },
      ]}
    />
  );
}

function Attributes({ of }: { of: Differing }): ReactNode {
  const { say } = useLanguage();
  return (
    <dl className="changes differing">
      {of.attributes.map((each) => (
        <div key={each.name}>
          <dt title={each.name}>{attributeText(say, each.name)}</dt>
          <dd>
            {each.old !== null && <del>{each.old}</del>}
            {each.old !== null && each.new !== null && ' → '}
            {each.new !== null && <ins>{each.new}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
