/** Words for the codes that the server sends; a code that we do not know is shown as it is. */
import type { Say } from './text';
import type { TextKey } from './zh';

function spoken(say: Say, key: string, code: string): string {
  const text = say(key as TextKey);
  return text === key ? code : text;
}

export const roleText = (say: Say, role: string): string => spoken(say, `role.${role}`, role);
export const groupText = (say: Say, group: string): string => spoken(say, `group.${group}`, group);
export const statusText = (say: Say, code: string): string => spoken(say, `status.${code}`, code);
export const eventText = (say: Say, kind: string): string => spoken(say, `event.${kind}`, kind);
export const attributeText = (say: Say, name: string): string => spoken(say, `attribute.${name}`, name);
export const itemText = (say: Say, item: string): string => spoken(say, `settlements.item.${item}`, item);
export const partText = (say: Say, kind: string): string => spoken(say, `part.${kind}`, kind);
export const waitText = (say: Say, kind: string | null): string => (kind === null ? say('wait.none') : spoken(say, `wait.${kind}`, kind));
export const detailText = (say: Say, name: string): string => spoken(say, `detail.${name}`, name);
export const variableText = (say: Say, name: string): string => spoken(say, `variable.${name}`, name);
export const calendarText = (say: Say, key: string): string => spoken(say, `calendar.name.${key}`, key);
