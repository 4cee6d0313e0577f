/** Validates in the browser without eval: the CSP forbids it, so Ajv is out. */
import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import {
  toErrorSchema,
  type ErrorTransformer,
  type RJSFSchema,
  type RJSFValidationError,
  type ValidationData,
  type ValidatorType,
} from '@rjsf/utils';
import type { Say } from '../lang/text';
import { worded } from './wording';

// They only say that something deeper is wrong; the deeper error says it better.
const OUTER = new Set(['properties', 'items', 'allOf', 'anyOf', 'if', 'then', 'else', '$ref', 'prefixItems', 'not', 'false']);
const SPURIOUS = new Set(['unevaluatedProperties', 'unevaluatedItems']);

export interface Fault {
  /** A JSON pointer, as the server writes it. */
  path: string;
  keyword: string;
  limit: unknown;
}

/** Return data without what JSON does not know, such as undefined. */
const asJson = (data: unknown): unknown => (data === undefined ? {} : (JSON.parse(JSON.stringify(data)) as unknown));

/** Return what is wrong with data, one fault for each place. */
export function faultsOf(schema: RJSFSchema, data: unknown): Fault[] {
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(asJson(data));
  const leaves = errors.filter((error) => !OUTER.has(error.keyword));
  const choices = leaves.filter((error) => error.keyword === 'oneOf').map((error) => error.keywordLocation);
  const told = leaves.filter((error) => !choices.some((choice) => error.keywordLocation.startsWith(`${choice}/`)));
  // A failed sub-schema evaluates nothing, so that every field looks unknown: only believe it when it stands alone.
  const real = told.filter((error) => !SPURIOUS.has(error.keyword));
  const faults = (real.length > 0 ? real : told).map((error) => faultOf(schema, error));
  return faults.filter((fault, at) => faults.findIndex((other) => other.path === fault.path) === at);
}

function faultOf(schema: RJSFSchema, error: OutputUnit): Fault {
  const place = error.instanceLocation.replace(/^#/, '');
  const missing = error.keyword === 'required' ? /"([^"]+)"/.exec(error.error)?.[1] : undefined;
  const path = missing === undefined ? place : `${place}/${missing}`;
  return { path, keyword: error.keyword, limit: pointed(schema, error.keywordLocation) };
}

function pointed(schema: unknown, location: string): unknown {
  const steps = location.replace(/^#\/?/, '').split('/').map((step) => decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~'));
  const found = steps.reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], schema);
  return typeof found === 'object' ? '' : found;
}

/** Return a JSON pointer as RJSF names places: `/parts/0/name` → `.parts.0.name`. */
export const propertyOf = (path: string): string => path.split('/').slice(1).map((step) => `.${step}`).join('');

/** Return a validator for RJSF that speaks the reader's language. */
export function validatorFor(say: Say): ValidatorType {
  const rawValidation = (schema: RJSFSchema, data?: unknown): { errors: RJSFValidationError[] } => ({
    errors: faultsOf(schema, data).map(({ path, keyword, limit }) => ({
      name: keyword,
      property: propertyOf(path),
      message: worded(say, keyword, limit),
      stack: path,
    })),
  });
  return {
    validateFormData(data: unknown, schema: RJSFSchema, _custom?: unknown, transform?: ErrorTransformer): ValidationData<unknown> {
      const found = rawValidation(schema, data).errors;
      const errors = transform ? transform(found) : found;
      return { errors, errorSchema: toErrorSchema(errors) };
    },
    isValid: (schema: RJSFSchema, data: unknown, root: RJSFSchema) =>
      new Validator({ $defs: root?.$defs, ...schema } as Schema, '2020-12').validate(asJson(data)).valid,
    rawValidation: rawValidation as ValidatorType['rawValidation'],
  };
}
