/** Views that people keep on the server, for themselves or for a group, with their counts. */
import { DeleteOutlined, SaveOutlined, TeamOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, asked, ifMatch } from '../api/client';
import { useMe } from '../app/session';
import { groupText } from '../lang/codes';
import { useText } from '../lang/text';
import { useTell } from '../ui/Tell';
import { useSavedCounts, useSavedFilters } from './useTasks';
import { addressOf, filterOf, type InboxState, type SavedFilter } from './views';

interface Props {
  state: InboxState;
  kept: string | undefined;
  onOpen: (address: URLSearchParams) => void;
}

export function SavedFilters({ state, kept, onOpen }: Props): ReactNode {
  const say = useText();
  const filters = useSavedFilters().data ?? [];
  const counts = useSavedCounts(filters);
  const [isNaming, setNaming] = useState(false);
  const change = useFilterChanges(onOpen);
  const chosen = filters.find((each) => each.id === kept);
  return (
    <>
      <div className="views" role="group" aria-label={say('kept.title')}>
        {filters.map((each, at) => (
          <button
            key={each.id}
            type="button"
            className={each.id === kept ? 'view is-kept is-chosen' : 'view is-kept'}
            aria-pressed={each.id === kept}
            title={each.group ? say('kept.sharedWith', { group: groupText(say, each.group) }) : undefined}
            onClick={() => onOpen(addressOf(each))}
          >
            {each.group && <TeamOutlined aria-label={say('kept.sharedWith', { group: groupText(say, each.group) })} />} {each.name}
            {counts[at] !== undefined && <span className="count">{counts[at]}</span>}
          </button>
        ))}
        {state.view !== 'mentions' && (
          <Button type="link" size="small" icon={<SaveOutlined aria-hidden />} onClick={() => setNaming(true)}>
            {say('kept.keep')}
          </Button>
        )}
        {chosen?.may_change && (
          <>
            <Button type="link" size="small" onClick={() => change.replace.mutate({ kept: chosen, filter: filterOf(state) })}>
              {say('kept.replace')}
            </Button>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={say('kept.delete', { name: chosen.name })}
              onClick={() => change.remove.mutate(chosen)}
            />
          </>
        )}
      </div>
      {isNaming && (
        <NameFilter
          onClose={() => setNaming(false)}
          onKeep={(name, group) => change.keep.mutate({ name, group, filter: filterOf(state) }, { onSuccess: () => setNaming(false) })}
        />
      )}
    </>
  );
}

function NameFilter({ onKeep, onClose }: { onKeep: (name: string, group: string | null) => void; onClose: () => void }): ReactNode {
  const say = useText();
  const me = useMe();
  const [name, setName] = useState('');
  const [group, setGroup] = useState('');
  const groups = me.groups.map((each) => ({ value: each, label: say('kept.sharedWith', { group: groupText(say, each) }) }));
  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onKeep(name.trim(), group || null);
      }}
    >
      <Input autoFocus maxLength={60} value={name} placeholder={say('kept.name')} aria-label={say('kept.name')} onChange={(event) => setName(event.target.value)} />
      <Select aria-label={say('kept.for')} value={group} onChange={setGroup} options={[{ value: '', label: say('kept.private') }, ...groups]} />
      <Button htmlType="submit" type="primary" disabled={!name.trim()}>
        {say('kept.save')}
      </Button>
      <Button onClick={onClose}>{say('action.cancel')}</Button>
    </form>
  );
}

function useFilterChanges(onOpen: Props['onOpen']) {
  const queries = useQueryClient();
  const tell = useTell();
  const onError = (error: Error): void => tell.error(error.message);
  const renew = () => queries.invalidateQueries({ queryKey: ['saved-filters'] });
  const header = (kept: SavedFilter) => ({ 'if-match': ifMatch(kept.version) });
  return {
    keep: useMutation({
      mutationFn: (body: { name: string; group: string | null; filter: SavedFilter['filter'] }) => asked(api.POST('/api/v1/saved-filters', { body })),
      onSuccess: async (kept) => {
        await renew();
        onOpen(addressOf(kept));
      },
      onError,
    }),
    replace: useMutation({
      mutationFn: ({ kept, filter }: { kept: SavedFilter; filter: SavedFilter['filter'] }) =>
        asked(
          api.PUT('/api/v1/saved-filters/{filter_id}', {
            params: { path: { filter_id: kept.id }, header: header(kept) },
            body: { name: kept.name, group: kept.group, filter },
          }),
        ),
      onSuccess: renew,
      onError,
    }),
    remove: useMutation({
      mutationFn: (kept: SavedFilter) =>
        asked(api.DELETE('/api/v1/saved-filters/{filter_id}', { params: { path: { filter_id: kept.id }, header: header(kept) } })),
      onSuccess: async () => {
        await renew();
        onOpen(new URLSearchParams());
      },
      onError,
    }),
  };
}
