/** The inbox's views and its state in the address: what is shown can be kept, sent and reloaded. */
import type { components, paths } from '../api/schema';
import type { Me } from '../api/types';
import { midnight } from '../ui/zone';

export type TaskQuery = NonNullable<paths['/api/v1/tasks']['get']['parameters']['query']>;

export const VIEWS = ['mine', 'groups', 'unassigned', 'overdue', 'all', 'completed', 'mentions'] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ['due_at', '-priority', '-created_at', 'created_at', 'business_key'] as const;

export const GROUPINGS = ['process_key', 'element_id', 'priority', 'due_day', 'assignee', 'province'] as const;
export type Grouping = (typeof GROUPINGS)[number];
/** What stands in the address for the group of those that have no value. */
export const NONE = '-';

export interface InboxState {
  view: View;
  process: string | undefined;
  text: string | undefined;
  sort: (typeof SORTS)[number];
  by: Grouping | undefined;
  open: string | undefined;
  instance: string | undefined;
  task: string | undefined;
}

const isView = (text: string | null): text is View => VIEWS.includes(text as View);

/** Return the views that make sense for somebody. */
export function viewsOf(me: Me): View[] {
  const seesAll = me.permissions.includes('see_all_tasks');
  return VIEWS.filter((view) => (view === 'all' ? seesAll : view === 'groups' ? me.groups.length > 0 : true));
}

export function readState(search: URLSearchParams, me: Me): InboxState {
  const view = search.get('view');
  const first: View = me.groups.length > 0 ? 'groups' : me.permissions.includes('see_all_tasks') ? 'all' : 'mine';
  return {
    view: isView(view) ? view : first,
    process: search.get('process') ?? undefined,
    text: search.get('q') ?? undefined,
    sort: SORTS.find((sort) => sort === search.get('sort')) ?? 'due_at',
    by: GROUPINGS.find((by) => by === search.get('by')),
    open: search.get('open') ?? undefined,
    instance: search.get('case') ?? undefined,
    task: search.get('task') ?? undefined,
  };
}

/** Return the address's search part with some of it changed; undefined removes. */
export function changed(search: URLSearchParams, change: Record<string, string | undefined>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Return what a view asks the server. */
export function queryOf(view: View, me: Me, now: string): TaskQuery {
  switch (view) {
    case 'mine':
      return { assignee: me.id };
    case 'groups':
      return { candidate_group: [...me.groups] };
    case 'unassigned':
      return { is_assigned: false };
    case 'overdue':
      return { due_before: now };
    case 'completed':
      return { state: 'completed', assignee: me.id };
    case 'mentions':
    case 'all':
      return {};
  }
}

/** Return what the list of one group asks beside its view. */
export function queryOfGroup(by: Grouping, value: string): TaskQuery {
  const isNone = value === NONE;
  switch (by) {
    case 'priority':
      return { priority: Number(value) };
    case 'assignee':
      return isNone ? { is_assigned: false } : { assignee: value };
    case 'due_day':
      return isNone ? { has_due: false } : { due_after: midnight(value), due_before: midnight(value, 1) };
    default:
      return { [by]: value };
  }
}

export type SavedFilter = components['schemas']['SavedFilterView'];

/** Return the address's search part of a kept view. */
export function addressOf({ id, filter }: SavedFilter): URLSearchParams {
  const { view, process_key, text, sort, group_by } = filter;
  return changed(new URLSearchParams(), {
    view,
    process: process_key ?? undefined,
    q: text ?? undefined,
    sort: sort ?? undefined,
    by: group_by ?? undefined,
    kept: id,
  });
}

/** Return what is shown as a view to keep. */
export function filterOf(state: InboxState): SavedFilter['filter'] {
  const { view, process, text, sort, by } = state;
  return {
    view: view === 'mentions' ? 'mine' : view,
    process_key: process ?? null,
    text: text ?? null,
    sort,
    group_by: by ?? null,
  };
}
