import { createHash } from 'node:crypto';
import Ajv2020, {
  type ErrorObject,
  type ValidateFunction,
} from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {
  type FieldError,
  InvalidFieldsError,
  invalidField,
} from '@callboard/backend-openapi';
import { DeadlineExceeded, withDeadline } from './deadline';

/*
 * Schemas are written by those who administer a site, values by those who book;
 * neither may hold up the portal. Nothing is ever fetched, and compiling and
 * validating run against a deadline. Refusing what is slow by its looks does not
 * work: besides patterns that backtrack for ever there are `uniqueItems` over
 * thousands of objects and references that meet exponentially often.
 */

const MAX_SCHEMA_BYTES = 64 * 1024;
const MAX_VALUE_BYTES = 64 * 1024;
/** Wall-clock time: long enough for a first compilation on a busy machine. */
const DEADLINE_MS = 1_000;
const MAX_KEPT = 500;

const PROBLEMS: Record<string, string | undefined> = {
  required: 'is required',
  additionalProperties: 'is not known',
};

const kept = new Map<string, ValidateFunction>();

/**
 * Throws a 400 naming `field` unless `schema` is a JSON Schema 2020-12 of an
 * object.
 */
export function checkObjectSchema(
  schema: Record<string, unknown>,
  field: string,
): void {
  if (JSON.stringify(schema).length > MAX_SCHEMA_BYTES) {
    throw invalidField(field, 'must not be larger than 64 KiB');
  }
  if (schema.type !== undefined && schema.type !== 'object') {
    throw invalidField(`${field}/type`, 'must be "object"');
  }
  if ('$async' in schema) {
    throw invalidField(`${field}/$async`, 'is not a keyword of JSON Schema');
  }
  try {
    withDeadline(DEADLINE_MS, () => compile(schema));
  } catch (error) {
    if (error instanceof DeadlineExceeded) {
      throw invalidField(field, 'is too complicated to be checked');
    }
    const reason = (error as Error).message.slice(0, 500);
    throw invalidField(field, `is not a valid JSON Schema 2020-12: ${reason}`);
  }
}

/** Throws a 400 naming what in `value` (at `field`) does not fit `schema`. */
export function checkAgainstSchema(
  schema: Record<string, unknown>,
  value: unknown,
  field: string,
): void {
  if (JSON.stringify(value).length > MAX_VALUE_BYTES) {
    throw invalidField(field, 'must not be larger than 64 KiB');
  }
  const errors = findErrors(schema, value, field);
  if (errors.length === 0) {
    return;
  }
  const fields: FieldError[] = errors.map(error => {
    const missing =
      error.params.missingProperty ?? error.params.additionalProperty;
    const path = [field + error.instancePath, missing]
      .filter(Boolean)
      .join('/');
    const problem = PROBLEMS[error.keyword] ?? error.message ?? 'is not valid';
    return { field: path, message: `${path} ${problem}` };
  });
  throw new InvalidFieldsError(fields);
}

function findErrors(
  schema: Record<string, unknown>,
  value: unknown,
  field: string,
): ErrorObject[] {
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject && Object.keys(schema).every(key => key === 'type')) {
    return [];
  }
  try {
    return withDeadline(DEADLINE_MS, () => {
      const validate = compile(schema);
      return validate(value) ? [] : (validate.errors ?? []);
    });
  } catch (error) {
    throw error instanceof DeadlineExceeded
      ? invalidField(field, 'takes too long to check against the type’s schema')
      : error;
  }
}

function compile(schema: Record<string, unknown>): ValidateFunction {
  const key = createHash('sha256').update(JSON.stringify(schema)).digest('hex');
  const known = kept.get(key);
  if (known) {
    return known;
  }
  // One instance each: schemas of different types may give equal $ids.
  const ajv = addFormats(
    new Ajv2020({ strict: false, inlineRefs: false, logger: false }),
  );
  const validate = ajv.compile({ type: 'object', ...schema });
  if (kept.size >= MAX_KEPT) {
    kept.delete(kept.keys().next().value as string);
  }
  kept.set(key, validate);
  return validate;
}
