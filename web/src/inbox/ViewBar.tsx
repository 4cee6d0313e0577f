/** Views with their counts, search, filter and order. */
import { PlusOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Input, Select, Switch } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useProcesses } from '../app/processes';
import { useMay, useMe } from '../app/session';
import { useText } from '../lang/text';
import { useCounts } from './useTasks';
import type { AutoSelect } from './useAutoSelect';
import { GROUPINGS, SORTS, viewsOf, type InboxState } from './views';

const NewCase = lazy(async () => ({ default: (await import('./NewCase')).NewCase }));

interface Props {
  state: InboxState;
  auto: AutoSelect;
  children: ReactNode;
  onChange: (change: Record<string, string | undefined>) => void;
  onHelp: () => void;
}

export function ViewBar({ state, auto, children, onChange, onHelp }: Props): ReactNode {
  const say = useText();
  const me = useMe();
  const may = useMay();
  const views = viewsOf(me);
  const counts = useCounts(views);
  const [isStarting, setStarting] = useState(false);
  const processes = useProcesses();
  return (
    <div className="view-bar">
      <div className="views" role="group" aria-label={say('inbox.views')}>
        {views.map((view) => (
          <button
            key={view}
            type="button"
            className={view === state.view ? 'view is-chosen' : 'view'}
            aria-pressed={view === state.view}
            onClick={() => onChange({ view, kept: undefined })}
          >
            {say(`view.${view}`)}
            {counts[view] !== undefined && <span className="count">{counts[view]}</span>}
          </button>
        ))}
      </div>
      {children}
      <div className="filters">
        <Input.Search
          key={state.text}
          defaultValue={state.text}
          allowClear
          placeholder={say('inbox.search')}
          aria-label={say('inbox.search')}
          onSearch={(text) => onChange({ q: text.trim() })}
        />
        {may('start_cases') && (
          <Button type="primary" className="new-case" icon={<PlusOutlined aria-hidden />} onClick={() => setStarting(true)}>
            {say('newCase.open')}
          </Button>
        )}
        <Button icon={<QuestionCircleOutlined aria-hidden />} aria-label={say('keys.title')} onClick={onHelp} className="wide-only" />
      </div>
      <div className="filters">
        {may('read_models') && (
          <Select
            allowClear
            aria-label={say('inbox.process')}
            placeholder={say('inbox.allProcesses')}
            value={state.process}
            onChange={(process: string | undefined) => onChange({ process })}
            options={processes.options}
          />
        )}
        <Select
          aria-label={say('inbox.sort')}
          value={state.sort}
          disabled={state.view === 'completed'}
          onChange={(sort) => onChange({ sort })}
          options={SORTS.map((sort) => ({ value: sort, label: say(`sort.${sort}`) }))}
        />
        <Select
          allowClear
          aria-label={say('inbox.groupBy')}
          placeholder={say('inbox.groupBy')}
          value={state.by}
          disabled={state.view === 'completed'}
          onChange={(by: string | undefined) => onChange({ by })}
          options={GROUPINGS.map((by) => ({ value: by, label: say(`group.by.${by}`) }))}
        />
        {state.instance && (
          <Button onClick={() => onChange({ case: undefined })}>{say('inbox.oneCase')} ×</Button>
        )}
      </div>
      <label className="switch wide-only">
        <Switch size="small" checked={auto.isOn} onChange={auto.set} />
        {say('inbox.opensFirst')}
      </label>
      {isStarting && (
        <Suspense>
          <NewCase onClose={() => setStarting(false)} />
        </Suspense>
      )}
    </div>
  );
}
