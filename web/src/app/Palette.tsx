/** The Ctrl-K palette: deeds on the page, views, pages, and cases by what callers tell. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { api, asked } from '../api/client';
import { addressOf, viewsOf } from '../inbox/views';
import { useSavedFilters } from '../inbox/useTasks';
import { named, useLanguage } from '../lang/text';
import { useDeeds, type Deed } from './deeds';
import { useMay, useMe } from './session';

const SEARCH_FROM = 2;

export function Palette({ onClose }: { onClose: () => void }): ReactNode {
  const { say } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = [...useCommands(text), ...useFound(text)];
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => dialog.current?.showModal(), []);

  const run = (deed: Deed | undefined): void => {
    if (!deed) return;
    dialog.current?.close();
    deed.do();
  };
  const press = (event: KeyboardEvent): void => {
    // Who composes Chinese chooses its characters with the same keys.
    if (event.nativeEvent.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps !== undefined) setAt((found.length + Math.min(at, found.length - 1) + steps) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="palette" aria-label={say('palette.title')} onClose={onClose}>
      <input
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && `${id}-${chosen.id}`}
        aria-autocomplete="list"
        aria-label={say('palette.hint')}
        placeholder={say('palette.hint')}
        autoComplete="off"
        autoFocus
        value={text}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <ul role="listbox" id={`${id}-list`} aria-label={say('palette.title')}>
        {found.map((deed) => (
          <li
            key={deed.id}
            id={`${id}-${deed.id}`}
            role="option"
            aria-selected={deed === chosen}
            ref={(line) => void (deed === chosen && line?.scrollIntoView({ block: 'nearest' }))}
            onClick={() => run(deed)}
          >
            {deed.text}
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">
        {say('palette.count', { n: found.length })}
      </p>
    </dialog>
  );
}

/** Return deeds, views and pages whose names hold all words of a text. */
function useCommands(text: string): Deed[] {
  const { say } = useLanguage();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const deeds = useDeeds();
  const filters = useSavedFilters().data ?? [];
  const to = (id: string, name: string, address: string): Deed => ({ id, text: name, do: () => void navigate(address) });
  const pages = [
    ...(may('work_on_tasks') ? viewsOf(me).map((view) => to(`view-${view}`, say('palette.view', { name: say(`view.${view}`) }), `/tasks?view=${view}`)) : []),
    ...filters.map((kept) => to(`kept-${kept.id}`, say('palette.view', { name: kept.name }), `/tasks?${addressOf(kept)}`)),
    ...(may('read_cases') ? [to('page-cases', say('palette.page', { name: say('nav.cases') }), '/cases')] : []),
    ...(may('read_models') ? [to('page-models', say('palette.page', { name: say('nav.models') }), '/models')] : []),
  ];
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...deeds.all(), ...pages].filter((deed) => words.every((word) => deed.text.toLowerCase().includes(word)));
}

/** Return the cases and tasks that a text finds. */
function useFound(text: string): Deed[] {
  const { say, language } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const wanted = text.trim();
  const isLong = wanted.length >= SEARCH_FROM;
  const cases = useQuery({
    queryKey: ['palette', 'cases', wanted],
    queryFn: () => asked(api.GET('/api/v1/process-instances', { params: { query: { text: wanted, limit: 8 } } })),
    enabled: isLong && may('read_cases'),
  });
  const tasks = useQuery({
    queryKey: ['palette', 'tasks', wanted],
    queryFn: () => asked(api.GET('/api/v1/tasks', { params: { query: { text: wanted, limit: 8 } } })),
    enabled: isLong && may('work_on_tasks'),
  });
  return [
    ...(cases.data?.items ?? []).map((each) => ({
      id: `case-${each.id}`,
      text: say('palette.case', { number: each.business_key ?? each.id }),
      do: () => void navigate(`/cases/${each.id}`),
    })),
    ...(tasks.data?.items ?? []).map((each) => ({
      id: `task-${each.id}`,
      text: say('palette.task', { number: each.business_key ?? '', name: named(language, each) }),
      do: () => void navigate(`/tasks?q=${encodeURIComponent(wanted)}&task=${each.id}`),
    })),
  ];
}
