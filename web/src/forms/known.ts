/** What a form begins with, so that nobody types what the case knows already. */
import type { TaskDetail, Values } from '../api/types';
import { answered, begunWith as fitting } from './conditions';
import { fieldsOf, type FormFile } from './form';

type About = Pick<TaskDetail, 'element_id' | 'variables'>;

/** Return the draft; without one what was told before: for a registration all of it, else the fields marked `x-known`. */
export function begunWith(form: FormFile | null, task: About, draft: Values | undefined): Values {
  if (form === null || Object.keys(draft ?? {}).length > 0) return draft ?? {};
  const fields = Object.entries(fieldsOf(form.schema));
  const isRegistering = task.element_id.startsWith('register_');
  const names = fields.filter(([, field]) => isRegistering || field['x-known'] === true).map(([name]) => name);
  if (names.length === 0) return {};
  const known = answered(form.schema, fitting(form.schema, task.variables as Values));
  return Object.fromEntries(names.filter((name) => name in known).map((name) => [name, known[name]]));
}
