/** The inbox's views and its state in the address: what is shown can be kept, sent and reloaded. */
import type { paths } from '../api/schema';
import type { Me } from '../api/types';

export type TaskQuery = NonNullable<paths['/api/v1/tasks']['get']['parameters']['query']>;

export const VIEWS = ['mine', 'groups', 'unassigned', 'overdue', 'all', 'completed'] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ['due_at', '-priority', '-created_at', 'created_at', 'business_key'] as const;

export interface InboxState {
  view: View;
  process: string | undefined;
  text: string | undefined;
  sort: string;
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
    case 'all':
      return {};
  }
}
