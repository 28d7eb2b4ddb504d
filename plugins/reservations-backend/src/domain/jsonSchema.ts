import { createHash } from 'node:crypto';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {
  type FieldError,
  InvalidFieldsError,
  invalidField,
} from '@callboard/backend-openapi';

const MAX_SCHEMA_BYTES = 64 * 1024;
const MAX_KEPT = 500;

const kept = new Map<string, ValidateFunction>();

/**
 * Throws a 400 naming `field` unless `schema` is a JSON Schema 2020-12 of an
 * object. References to other documents are refused: nothing is ever fetched.
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
  try {
    compile(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalidField(field, `is not a valid JSON Schema 2020-12: ${reason}`);
  }
}

/** Throws a 400 naming what in `value` (at `field`) does not fit `schema`. */
export function checkAgainstSchema(
  schema: Record<string, unknown>,
  value: unknown,
  field: string,
): void {
  const validate = compile(schema);
  if (validate(value)) {
    return;
  }
  const fields: FieldError[] = (validate.errors ?? []).map(error => {
    const missing =
      error.params.missingProperty ?? error.params.additionalProperty;
    const path = [field + error.instancePath, missing]
      .filter(Boolean)
      .join('/');
    const problem =
      error.keyword === 'required'
        ? 'is required'
        : error.keyword === 'additionalProperties'
          ? 'is not known'
          : (error.message ?? 'is not valid');
    return { field: path, message: `${path} ${problem}` };
  });
  throw new InvalidFieldsError(fields);
}

function compile(schema: Record<string, unknown>): ValidateFunction {
  const key = createHash('sha256').update(JSON.stringify(schema)).digest('hex');
  const known = kept.get(key);
  if (known) {
    return known;
  }
  // One instance each: schemas of different types may give equal $ids.
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: false }));
  const validate = ajv.compile({ type: 'object', ...schema });
  if (kept.size >= MAX_KEPT) {
    kept.delete(kept.keys().next().value as string);
  }
  kept.set(key, validate);
  return validate;
}
