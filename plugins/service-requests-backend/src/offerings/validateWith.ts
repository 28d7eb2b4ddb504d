import type { FieldError } from '@callboard/backstage-plugin-service-requests-common';
import {
  Ajv2020,
  type ErrorObject,
  type ValidateFunction,
} from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

const MAX_ERRORS = 20;
// One for all: making one takes longer than compiling a schema.
const ajv = addFormats(
  new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    logger: false,
    // An error then has the schema at fault, whose examples say what would pass.
    verbose: true,
  }),
);
const compiled = new WeakMap<object, ValidateFunction>();

/**
 * Compiles a JSON Schema 2020-12 strictly: an unknown keyword is an error, since
 * it is a known one written wrongly.
 *
 * @throws Error saying what is wrong with the schema
 */
export function compileSchema(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known) {
    return known;
  }
  const validate = ajv.compile(schema);
  // Kept by whoever has the schema, and not for ever.
  ajv.removeSchema(schema);
  compiled.set(schema, validate);
  return validate;
}

/** What in `value` does not fit, by field: `name`, `backup/retentionDays`. */
export function validateWith(schema: object, value: unknown): FieldError[] {
  const validate = compileSchema(schema);
  if (validate(value)) {
    return [];
  }
  const byField = new Map<string, FieldError>();
  for (const error of validate.errors ?? []) {
    const field = fieldOf(error);
    if (!byField.has(field) && byField.size < MAX_ERRORS) {
      const name = field || 'The whole';
      byField.set(field, { field, message: `${name} ${problemOf(error)}` });
    }
  }
  return [...byField.values()];
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const last =
    keyword === 'required'
      ? params.missingProperty
      : (params.additionalProperty ?? params.propertyName);
  const path = instancePath
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  // A made-up name is repeated to whoever sent it: short and printable.
  return [...path, ...(last === undefined ? [] : [String(last)])]
    .map(part => part.replace(/[^\x20-\x7e]/g, '?').slice(0, 64))
    .join('/');
}

const TYPES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function problemOf(error: ErrorObject): string {
  const { keyword, params, message = 'is not valid' } = error;
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return 'is not known here';
    case 'type':
      return `must be ${[params.type]
        .flat()
        .map(type => TYPES[type] ?? type)
        .join(' or ')}`;
    case 'enum':
      return `must be one of ${params.allowedValues.slice(0, 30).join(', ')}`;
    case 'minimum':
      return `must be at least ${params.limit}`;
    case 'maximum':
      return `must be at most ${params.limit}`;
    case 'minProperties':
      return 'must change something';
    case 'minLength':
      return params.limit === 1
        ? 'must not be empty'
        : `must have at least ${params.limit} characters`;
    case 'maxLength':
      return `must have at most ${params.limit} characters`;
    case 'not':
      return 'is reserved';
    case 'pattern':
      return patternProblem(error);
    default:
      return message;
  }
}

function patternProblem({ parentSchema, params }: ErrorObject): string {
  const examples = parentSchema?.examples;
  return Array.isArray(examples) && examples.length > 0
    ? `is not in the right form, for example ${examples[0]}`
    : `must match ${params.pattern}`;
}
