/** The steps of a request: what is asked in each, and what may not be left out. */
import type { ReactNode } from 'react';
import type { components } from '../api/schema';
import { PROVINCES } from '../lang/portal/provinces';
import type { PortalKey } from '../lang/portal/zh';
import { SerialLookUp } from './SerialLookUp';
import { useSpoken } from './language';
import { Choices, Field } from './parts';

type Whole = components['schemas']['FileCase'];
export type Request = Partial<Omit<Whole, 'kind'>> & Pick<Whole, 'kind'>;
export const PHOTOS_AT_MOST = 6;

const KINDS = ['WX', 'HH', 'TH', 'TS'] as const;
const CATEGORIES = ['air_conditioner', 'refrigerator', 'washing_machine', 'tv', 'water_heater', 'kitchen_appliance', 'small_appliance', 'other'] as const;
const GROUNDS = ['quality', 'no_reason', 'not_as_described', 'transit_damage', 'counterfeit'] as const;
const SUBJECTS = [
  'delay', 'service_attitude', 'lateness', 'arbitrary_fee', 'product_quality', 'product_function', 'usage', 'damage_at_home', 'invoice', 'packaging', 'logistics', 'other',
] as const;
type Name = keyof Whole;

/** Return which fields of a step still lack an answer. */
export function missingIn(request: Request, step: number): Name[] {
  const isBack = request.kind === 'HH' || request.kind === 'TH';
  const isComplaint = request.kind === 'TS';
  const asked: Name[][] = [
    isComplaint ? [] : ['product_category', 'product_model'],
    ['symptom', ...(isBack ? (['return_ground'] as const) : []), ...(isComplaint ? (['complaint_subject', 'demand'] as const) : [])],
    ['customer_name', 'province', 'city', 'address'],
    [],
  ];
  return (asked[step] ?? []).filter((name) => String(request[name] ?? '').trim() === '');
}

interface StepProps {
  request: Request;
  wrong: Name[];
  onChange: (part: Partial<Request>) => void;
}

function useStep({ wrong }: StepProps): { say: ReturnType<typeof useSpoken>['say']; errorOf: (name: Name) => string | undefined } {
  const { say } = useSpoken();
  return { say, errorOf: (name) => (wrong.includes(name) ? say('form.required') : undefined) };
}

export function ProductStep(props: StepProps): ReactNode {
  const { request, onChange } = props;
  const { say, errorOf } = useStep(props);
  const isOptional = request.kind === 'TS';
  return (
    <>
      <Field id="kind" label={say('new.kind')}>
        <Choices
          id="kind"
          value={request.kind}
          onChange={(value) => onChange({ kind: value as Request['kind'] })}
          options={KINDS.map((value) => ({ value, label: say(`new.kind.${value}`) }))}
        />
      </Field>
      <SerialLookUp
        serial={request.serial_number ?? ''}
        onSerial={(serial) => onChange({ serial_number: serial === '' ? null : serial })}
        onFound={(unit) => onChange({ serial_number: unit.serial_number, product_model: unit.model, product_category: unit.category })}
      />
      <Field id="product_category" label={say('new.category')} error={errorOf('product_category')} isOptional={isOptional}>
        <Choices
          id="product_category"
          value={request.product_category ?? undefined}
          onChange={(value) => onChange({ product_category: value as (typeof CATEGORIES)[number] })}
          options={CATEGORIES.map((value) => ({ value, label: say(`category.${value}`) }))}
        />
      </Field>
      <Text name="product_model" text="new.model" hint="new.modelHint" most={60} {...props} isOptional={isOptional} />
      <Text name="bought_on" text="new.bought" type="date" {...props} isOptional />
    </>
  );
}

export function ProblemStep(props: StepProps & { photos: File[]; onPhotos: (photos: File[]) => void }): ReactNode {
  const { request, onChange, photos, onPhotos } = props;
  const { say, errorOf } = useStep(props);
  const isBack = request.kind === 'HH' || request.kind === 'TH';
  return (
    <>
      {isBack && (
        <Field id="return_ground" label={say('new.ground')} error={errorOf('return_ground')}>
          <Choices
            id="return_ground"
            value={request.return_ground ?? undefined}
            onChange={(value) => onChange({ return_ground: value as (typeof GROUNDS)[number] })}
            options={GROUNDS.map((value) => ({ value, label: say(`ground.${value}`) }))}
          />
        </Field>
      )}
      {request.kind === 'TS' && (
        <Field id="complaint_subject" label={say('new.subject')} error={errorOf('complaint_subject')}>
          <Choices
            id="complaint_subject"
            value={request.complaint_subject ?? undefined}
            onChange={(value) => onChange({ complaint_subject: value as (typeof SUBJECTS)[number] })}
            options={SUBJECTS.map((value) => ({ value, label: say(`subject.${value}`) }))}
          />
        </Field>
      )}
      <Text name="symptom" text="new.symptom" hint="new.symptomHint" most={2000} isLong {...props} />
      {request.kind === 'TS' ? (
        <Text name="demand" text="new.demand" most={2000} isLong {...props} />
      ) : (
        <Text name="failed_on" text="new.failed" type="date" {...props} isOptional />
      )}
      <Field id="photos" label={say('new.photos')} hint={say('new.photosHint', { most: PHOTOS_AT_MOST })} isOptional>
        <label className="button small">
          {say('form.choosePhotos')}
          <input
            id="photos"
            className="unseen"
            type="file"
            accept="image/jpeg,image/png,image/webp,image/heic"
            multiple
            aria-describedby="photos-hint"
            onChange={(event) => {
              onPhotos([...photos, ...(event.target.files ?? [])].slice(0, PHOTOS_AT_MOST));
              event.target.value = '';
            }}
          />
        </label>
        <ul className="chosen-files">
          {photos.map((photo, at) => (
            <li key={`${photo.name}-${at}`}>
              {photo.name}
              <button type="button" className="plain" aria-label={say('form.removePhoto', { n: at + 1 })} onClick={() => onPhotos(photos.filter((each) => each !== photo))}>
                ×
              </button>
            </li>
          ))}
        </ul>
      </Field>
    </>
  );
}

export function ContactStep(props: StepProps): ReactNode {
  const { request, onChange } = props;
  const { say, errorOf } = useStep(props);
  const { language } = useSpoken();
  return (
    <>
      <Text name="customer_name" text="new.name" most={60} complete="name" {...props} />
      <Field id="province" label={say('new.province')} error={errorOf('province')}>
        <select id="province" value={request.province ?? ''} autoComplete="address-level1" onChange={(event) => onChange({ province: event.target.value })}>
          <option value="">{say('form.choose')}</option>
          {PROVINCES.map((each) => (
            <option key={each.id} value={each.id}>
              {each[language]}
            </option>
          ))}
        </select>
      </Field>
      <Text name="city" text="new.city" most={60} complete="address-level2" {...props} />
      <Text name="address" text="new.address" most={200} complete="street-address" isLong {...props} />
      <label className="check">
        <input
          type="checkbox"
          checked={request.consents?.includes('survey') ?? false}
          onChange={(event) => onChange({ consents: event.target.checked ? ['survey'] : [] })}
        />
        {say('new.survey')}
      </label>
      <p className="hint">{say('new.notice')}</p>
    </>
  );
}

export function Summary({ request, photos }: { request: Request; photos: number }): ReactNode {
  const { say, language } = useSpoken();
  const province = PROVINCES.find((each) => each.id === request.province)?.[language];
  const rows: [PortalKey, string | null | undefined][] = [
    ['new.kind', say(`new.kind.${request.kind as (typeof KINDS)[number]}`)],
    ['new.category', request.product_category && say(`category.${request.product_category}`)],
    ['new.model', request.product_model],
    ['new.serial', request.serial_number],
    ['new.symptom', request.symptom],
    ['new.demand', request.demand],
    ['new.name', request.customer_name],
    ['new.address', [province, request.city, request.address].filter(Boolean).join(' ')],
    ['new.photos', photos > 0 ? String(photos) : undefined],
  ];
  return (
    <dl className="card facts">
      {rows.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

interface TextProps extends StepProps {
  name: 'product_model' | 'bought_on' | 'symptom' | 'demand' | 'failed_on' | 'customer_name' | 'city' | 'address';
  text: PortalKey;
  hint?: PortalKey;
  type?: 'text' | 'date';
  most?: number;
  complete?: string;
  isLong?: boolean;
  isOptional?: boolean;
}

function Text({ name, text, hint, type = 'text', most, complete, isLong = false, isOptional = false, ...props }: TextProps): ReactNode {
  const { say, errorOf } = useStep(props);
  const error = errorOf(name);
  const told = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const given = {
    id: name,
    value: props.request[name] ?? '',
    'aria-invalid': error !== undefined,
    ...(told !== '' && { 'aria-describedby': told }),
    ...(most !== undefined && { maxLength: most }),
    ...(complete !== undefined && { autoComplete: complete }),
  };
  const set = (value: string): void => props.onChange({ [name]: value === '' ? null : value });
  return (
    <Field id={name} label={say(text)} hint={hint && say(hint)} error={error} isOptional={isOptional}>
      {isLong ? <textarea rows={most !== undefined && most > 200 ? 4 : 2} {...given} onChange={(event) => set(event.target.value)} /> : <input type={type} {...given} onChange={(event) => set(event.target.value)} />}
    </Field>
  );
}
