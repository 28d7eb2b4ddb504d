import type { ErrorObject } from 'ajv';
import { isObject, type Json } from './document';
import type { FieldError } from './errors';
import { FIRST_YEAR, LAST_YEAR } from './formats';
import { printableField } from './hygiene';
import { describeSchemas, type Resolve } from './describeSchema';

const MAX_FIELDS = 20;

const TYPES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const FORMATS: Record<string, string> = {
  'date-time': `must be a date and time with a zone, for example 2027-03-16T08:00:00Z, from ${FIRST_YEAR} to ${LAST_YEAR}`,
  date: `must be a date, for example 2027-03-16, from ${FIRST_YEAR} to ${LAST_YEAR}`,
  uuid: 'must be a UUID',
  email: 'must be an email address',
  uri: 'must be a URL',
};

/** Ajv's errors (made with `verbose`) as one sentence for each field. */
export function toFieldErrors(
  errors: ErrorObject[],
  root: { prefix: string; name: string },
  resolve: Resolve,
): FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const error of withoutBranches(errors, resolve)) {
    const path = root.prefix + pathOf(error);
    const field = printableField(path || root.name);
    if (!byField.has(field)) {
      const problem = printableProblem(problemOf(error, resolve));
      byField.set(field, { field, message: `${field} ${problem}` });
    }
    if (byField.size === MAX_FIELDS) {
      break;
    }
  }
  return [...byField.values()];
}

/*
 * Where one of several forms is allowed, Ajv reports what each of them missed
 * and then that none fits. Where it can be told which form was meant, what is
 * wrong inside of it says most; else the last says it all, and those before it,
 * at or below the same place, only confuse.
 */
function withoutBranches(
  errors: ErrorObject[],
  resolve: Resolve,
): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword !== 'oneOf' && error.keyword !== 'anyOf') {
      kept.push(error);
      continue;
    }
    const below = `${error.instancePath}/`;
    const first = kept.findLastIndex(
      one => !`${one.instancePath}/`.startsWith(below),
    );
    const branches = kept.splice(first + 1);
    const inside = insideOfMeant(error, branches, resolve);
    kept.push(...(inside.length > 0 ? inside : [error]));
  }
  return kept;
}

/** What is wrong with the fields or entries of the form that was meant. */
function insideOfMeant(
  union: ErrorObject,
  branches: ErrorObject[],
  resolve: Resolve,
): ErrorObject[] {
  const forms = (union.schema as unknown[]).map(resolve).filter(isObject);
  const meant = meantForm(forms, union.data);
  return branches.filter(
    error =>
      meant !== undefined &&
      pathOf(error) !== pathOf(union) &&
      !forms.some(form => form !== meant && form === error.parentSchema),
  );
}

/** The only form for a list, or the one that knows the most of the fields. */
function meantForm(forms: Json[], value: unknown): Json | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const type = Array.isArray(value) ? 'array' : 'object';
  const names = Object.keys(value);
  const known = ({ properties }: Json) =>
    names.filter(
      name => isObject(properties) && Object.hasOwn(properties, name),
    ).length;
  const fitting = forms.filter(form => form.type === type);
  const most = Math.max(...fitting.map(known));
  const best = fitting.filter(form => known(form) === most);
  return best.length === 1 ? best[0] : undefined;
}

function pathOf(error: ErrorObject): string {
  const at = error.instancePath
    .slice(1)
    .replace(/~1/g, '/')
    .replace(/~0/g, '~');
  const last = lastOf(error);
  if (last === undefined) {
    return at;
  }
  return at ? `${at}/${last}` : String(last);
}

function lastOf({ keyword, params }: ErrorObject): string | number | undefined {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return params.missingProperty;
    case 'additionalProperties':
      return params.additionalProperty;
    case 'unevaluatedProperties':
      return params.unevaluatedProperty;
    case 'propertyNames':
      return params.propertyName;
    case 'uniqueItems':
      return Math.max(params.i, params.j);
    default:
      return undefined;
  }
}

function problemOf(error: ErrorObject, resolve: Resolve): string {
  const { keyword, params, schema, parentSchema } = error;
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return 'is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not a known field';
    case 'propertyNames':
      return 'is not a name a field may have here';
    case 'type':
      return `must be ${list([params.type].flat().map(t => TYPES[t] ?? t))}`;
    case 'enum':
      return `must be ${list(params.allowedValues.map(String))}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case 'minLength':
    case 'minItems':
      return atLeast(params.limit, keyword === 'minLength');
    case 'maxLength':
      return `must not be longer than ${counted(params.limit, 'character')}`;
    case 'maxItems':
      return `must not have more than ${counted(params.limit, 'entry')}`;
    case 'minProperties':
      return `must have at least ${counted(params.limit, 'field')}`;
    case 'maxProperties':
      return `must not have more than ${counted(params.limit, 'field')}`;
    case 'uniqueItems':
      return 'must not repeat another entry';
    case 'minimum':
      return `must not be less than ${params.limit}`;
    case 'maximum':
      return `must not be more than ${params.limit}`;
    case 'exclusiveMinimum':
      return `must be more than ${params.limit}`;
    case 'exclusiveMaximum':
      return `must be less than ${params.limit}`;
    case 'multipleOf':
      return `must be a multiple of ${params.multipleOf}`;
    case 'format':
      return FORMATS[params.format] ?? `must be a valid ${params.format}`;
    case 'pattern':
      return patternProblem(params.pattern, parentSchema?.examples);
    case 'oneOf':
    case 'anyOf':
      return `must be ${list(describeSchemas(schema, resolve))}`;
    default:
      return error.message ?? 'is not valid';
  }
}

function patternProblem(pattern: string, examples: unknown): string {
  if (pattern === '\\S') {
    return 'must not be blank';
  }
  return Array.isArray(examples) && examples.length > 0
    ? `is not in the right form, for example ${examples[0]}`
    : `must match the pattern ${pattern}`;
}

function atLeast(limit: number, text: boolean): string {
  if (limit === 1) {
    return 'must not be empty';
  }
  return text
    ? `must be at least ${limit} characters long`
    : `must have at least ${counted(limit, 'entry')}`;
}

const PLURALS = { character: 'characters', entry: 'entries', field: 'fields' };

function counted(count: number, noun: keyof typeof PLURALS): string {
  return `${count} ${count === 1 ? noun : PLURALS[noun]}`;
}

function list(options: string[]): string {
  return options.length < 2
    ? options.join('')
    : `${options.slice(0, -1).join(', ')} or ${options[options.length - 1]}`;
}

function printableProblem(problem: string): string {
  return problem.length > 500 ? `${problem.slice(0, 500)}…` : problem;
}
