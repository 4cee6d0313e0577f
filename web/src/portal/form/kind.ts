/** How a field is drawn: the kinds that the portal knows. */
import type { Schema } from '../../forms/conditions';

export type Kind = 'choice' | 'yesNo' | 'photos' | 'signature' | 'date' | 'moment' | 'number' | 'money' | 'phone' | 'long' | 'text';

const WIDGETS: Record<string, Kind> = { photo: 'photos', signature: 'signature', money: 'money', phone: 'phone', textarea: 'long', scan: 'text' };

/** Return the kind of a field; one that the portal cannot draw is a mistake that a test finds. */
export function kindOf(field: Schema): Kind {
  const widget = field['x-widget'] as string | undefined;
  if (widget !== undefined) {
    const known = WIDGETS[widget];
    if (known === undefined) throw new Error(`The portal has no widget ${widget}.`);
    return known;
  }
  if (field.oneOf !== undefined) return 'choice';
  if (field.type === 'boolean') return 'yesNo';
  if (field.type === 'integer' || field.type === 'number') return 'number';
  if (field.format === 'date') return 'date';
  if (field.format === 'date-time') return 'moment';
  if (field.type === 'string') return 'text';
  throw new Error(`The portal cannot draw a field of type ${String(field.type)}.`);
}
