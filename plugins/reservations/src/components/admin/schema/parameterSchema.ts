/**
 * Rows of the parameter editor and the JSON Schema they stand for.
 *
 * Guarantee: `writeSchema(readSchema(s))` means the same as `s` for every
 * schema that `readSchema` accepts. A keyword that has no place in a row makes
 * it answer `undefined`, and the schema is then edited as JSON only; keywords
 * that merely annotate or narrow one plain value are carried along untouched
 * in `kept`, until the row's kind changes and they lose their meaning.
 */
export type JsonSchema = Record<string, unknown>;

export const PARAMETER_KINDS = [
  'string',
  'number',
  'integer',
  'boolean',
  'choice',
] as const;

export type ParameterKind = (typeof PARAMETER_KINDS)[number];

export interface Parameter {
  /** Tells rows apart while they are edited; not part of the schema. */
  key: string;
  name: string;
  label: string;
  description: string;
  kind: ParameterKind;
  required: boolean;
  /** Smallest value, or shortest text. */
  min?: number;
  /** Largest value, or longest text. */
  max?: number;
  choices: string[];
  kept: JsonSchema;
}

export interface ParameterSchema {
  parameters: Parameter[];
  /** What stands beside `properties` and `required`. */
  frame: JsonSchema;
}

const FRAME_KEYWORDS = [
  '$schema',
  '$id',
  'title',
  'description',
  'additionalProperties',
];
const KEPT_KEYWORDS = [
  'default',
  'examples',
  'pattern',
  'format',
  'multipleOf',
  'exclusiveMinimum',
  'exclusiveMaximum',
];

const bounds = {
  string: ['minLength', 'maxLength'],
  number: ['minimum', 'maximum'],
  integer: ['minimum', 'maximum'],
  boolean: [],
  choice: [],
} as const satisfies Record<ParameterKind, readonly string[]>;

let lastKey = 0;
function nextKey() {
  lastKey += 1;
  return `parameter-${lastKey}`;
}

export function emptyParameter(): Parameter {
  return {
    key: nextKey(),
    name: '',
    label: '',
    description: '',
    kind: 'string',
    required: false,
    choices: [],
    kept: {},
  };
}

/** The same row as another kind; what only the old kind understood is dropped. */
export function changeKind(
  parameter: Parameter,
  kind: ParameterKind,
): Parameter {
  const numeric = (k: ParameterKind) => k === 'number' || k === 'integer';
  const keepsBounds = numeric(parameter.kind) && numeric(kind);
  return {
    ...parameter,
    kind,
    min: keepsBounds ? parameter.min : undefined,
    max: keepsBounds ? parameter.max : undefined,
    kept: keepsBounds ? parameter.kept : {},
  };
}

export function hasBounds(kind: ParameterKind): boolean {
  return bounds[kind].length > 0;
}

function isPlainObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isBound(value: unknown): value is number | undefined {
  return value === undefined || typeof value === 'number';
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(v => typeof v === 'string');
}

function kindOf(schema: JsonSchema): ParameterKind | undefined {
  if (schema.enum !== undefined) {
    return schema.type === 'string' && isTextList(schema.enum)
      ? 'choice'
      : undefined;
  }
  return PARAMETER_KINDS.find(
    kind => kind !== 'choice' && kind === schema.type,
  );
}

function readParameter(
  name: string,
  schema: unknown,
  required: boolean,
): Parameter | undefined {
  if (!isPlainObject(schema)) {
    return undefined;
  }
  const kind = kindOf(schema);
  if (!kind) {
    return undefined;
  }
  const [lower, upper] = bounds[kind];
  const known = ['type', 'title', 'description', 'enum', lower, upper];
  const kept: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (known.includes(keyword)) {
      continue;
    }
    if (!KEPT_KEYWORDS.includes(keyword)) {
      return undefined;
    }
    kept[keyword] = value;
  }
  const min = lower && schema[lower];
  const max = upper && schema[upper];
  if (
    !isText(schema.title) ||
    !isText(schema.description) ||
    !isBound(min) ||
    !isBound(max)
  ) {
    return undefined;
  }
  return {
    key: nextKey(),
    name,
    label: schema.title ?? '',
    description: schema.description ?? '',
    kind,
    required,
    min,
    max,
    choices: kind === 'choice' ? [...(schema.enum as string[])] : [],
    kept,
  };
}

/** The schema as rows, or undefined where rows cannot say all of it. */
export function readSchema(schema: unknown): ParameterSchema | undefined {
  if (!isPlainObject(schema)) {
    return undefined;
  }
  const { type, properties = {}, required = [], ...frame } = schema;
  if (
    (type !== undefined && type !== 'object') ||
    !isPlainObject(properties) ||
    !isTextList(required) ||
    !required.every(name => Object.hasOwn(properties, name)) ||
    !Object.keys(frame).every(keyword => FRAME_KEYWORDS.includes(keyword)) ||
    isPlainObject(frame.additionalProperties)
  ) {
    return undefined;
  }
  const parameters: Parameter[] = [];
  for (const [name, property] of Object.entries(properties)) {
    const parameter = readParameter(name, property, required.includes(name));
    if (!parameter) {
      return undefined;
    }
    parameters.push(parameter);
  }
  return { parameters, frame };
}

function writeParameter(parameter: Parameter): JsonSchema {
  const { kind, label, description, min, max, choices, kept } = parameter;
  const [lower, upper] = bounds[kind];
  return {
    type: kind === 'choice' ? 'string' : kind,
    ...(label.trim() ? { title: label.trim() } : {}),
    ...(description.trim() ? { description: description.trim() } : {}),
    ...(kind === 'choice' ? { enum: choices } : {}),
    ...(lower && min !== undefined ? { [lower]: min } : {}),
    ...(upper && max !== undefined ? { [upper]: max } : {}),
    ...kept,
  };
}

export function writeSchema(schema: ParameterSchema): JsonSchema {
  const required = schema.parameters.filter(p => p.required).map(p => p.name);
  return {
    ...schema.frame,
    type: 'object',
    properties: Object.fromEntries(
      schema.parameters.map(p => [p.name, writeParameter(p)]),
    ),
    ...(required.length ? { required } : {}),
  };
}

export type ParameterProblem =
  | 'nameMissing'
  | 'nameInvalid'
  | 'nameTaken'
  | 'boundsInverted'
  | 'boundNotWhole'
  | 'choicesMissing'
  | 'choicesRepeat';

export interface ParameterProblems {
  name?: ParameterProblem;
  bounds?: ParameterProblem;
  choices?: ParameterProblem;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

function nameProblem(parameter: Parameter, all: Parameter[]) {
  if (!parameter.name) {
    return 'nameMissing';
  }
  if (!NAME.test(parameter.name)) {
    return 'nameInvalid';
  }
  return all.some(p => p !== parameter && p.name === parameter.name)
    ? 'nameTaken'
    : undefined;
}

function boundsProblem({ kind, min, max }: Parameter) {
  const whole = kind === 'string' || kind === 'integer';
  const given = [min, max].filter(b => b !== undefined);
  if (whole && !given.every(Number.isInteger)) {
    return 'boundNotWhole';
  }
  return min !== undefined && max !== undefined && min > max
    ? 'boundsInverted'
    : undefined;
}

function choicesProblem({ kind, choices }: Parameter) {
  if (kind !== 'choice') {
    return undefined;
  }
  if (!choices.length) {
    return 'choicesMissing';
  }
  return new Set(choices).size < choices.length ? 'choicesRepeat' : undefined;
}

/** What is wrong with each row; an empty object where nothing is. */
export function checkParameters(parameters: Parameter[]): ParameterProblems[] {
  return parameters.map(parameter => {
    const problems = {
      name: nameProblem(parameter, parameters),
      bounds: boundsProblem(parameter),
      choices: choicesProblem(parameter),
    } as const;
    return Object.fromEntries(
      Object.entries(problems).filter(([, problem]) => problem),
    );
  });
}
