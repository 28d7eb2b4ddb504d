/**
 * A form's fields from the JSON Schema of an operation and its hints. Known are
 * text, number, switch, choice, a list of texts and groups of these; whatever a
 * schema says beyond is edited as JSON, and judged by the server like the rest.
 *
 * Hints by parameter (`ui` of the operation): `advanced` folds it away, `group`
 * is the heading it stands under, `order` its place, `unit` follows its title,
 * `placeholder` and `multiline` are for text, `labels` name choices, `showWhen`
 * says for which values of others it matters.
 */
export type ParameterField = {
  name: string;
  /** From the top: `['backup', 'retentionDays']`. */
  path: string[];
  title: string;
  description?: string;
  required: boolean;
  advanced: boolean;
  group?: string;
  /** By other parameters beside it: values with which it matters. */
  showWhen?: Record<string, unknown[]>;
  /** What it is where nobody says anything. */
  initial?: unknown;
} & FieldKind;

type FieldKind =
  | {
      kind: 'text';
      maxLength?: number;
      multiline: boolean;
      placeholder?: string;
    }
  | { kind: 'number'; integer: boolean; minimum?: number; maximum?: number }
  | { kind: 'boolean' }
  | { kind: 'choice'; options: Choice[] }
  | { kind: 'texts' }
  | { kind: 'fields'; fields: ParameterField[] }
  | { kind: 'json' };

export type Choice = { value: string | number; label: string };
export type Values = Record<string, unknown>;

type JsonSchema = Record<string, unknown>;
type Hints = Record<string, unknown>;

function asObject(value: unknown): Record<string, unknown> {
  return isPlain(value) ? value : {};
}

const text = (value: unknown) =>
  typeof value === 'string' ? value : undefined;
const number = (value: unknown) =>
  typeof value === 'number' ? value : undefined;

export function parameterFields(
  schema: unknown,
  ui: unknown = {},
  parent: string[] = [],
): ParameterField[] {
  const { properties, required } = asObject(schema);
  const names = Array.isArray(required) ? required : [];
  const hints = asObject(ui);
  return Object.entries(asObject(properties))
    .map(([name, property], place) => {
      const hint = asObject(hints[name]);
      return {
        field: fieldOf(name, asObject(property), hint, {
          parent,
          required: names.includes(name),
        }),
        order: number(hint.order) ?? place,
      };
    })
    .sort((a, b) => a.order - b.order)
    .map(({ field }) => field);
}

function fieldOf(
  name: string,
  schema: JsonSchema,
  hint: Hints,
  of: { parent: string[]; required: boolean },
): ParameterField {
  const title = text(hint.title) ?? text(schema.title) ?? name;
  const unit = text(hint.unit);
  const path = [...of.parent, name];
  return {
    name,
    path,
    title: unit ? `${title} (${unit})` : title,
    description: text(hint.help) ?? text(schema.description),
    required: of.required,
    advanced: hint.advanced === true,
    group: text(hint.group),
    showWhen: asConditions(hint.showWhen),
    initial: schema.default,
    ...kindOf(schema, hint, path),
  };
}

function asConditions(value: unknown): Record<string, unknown[]> | undefined {
  return isPlain(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, values]) => [name, asList(values)]),
      )
    : undefined;
}

/**
 * Whether a field matters with these values. One that was filled in stays, or
 * nobody would see what is wrong with it.
 */
export function isShown(field: ParameterField, values: Values): boolean {
  const { path, showWhen = {}, initial } = field;
  const beside = path.slice(0, -1);
  const own = valueAt(values, path);
  return (
    (own !== undefined && !isSame(own, initial)) ||
    Object.entries(showWhen).every(([name, wanted]) =>
      wanted.some(one => isSame(one, valueAt(values, [...beside, name]))),
    )
  );
}

function kindOf(schema: JsonSchema, hint: Hints, path: string[]): FieldKind {
  const choices = choicesOf(schema, hint);
  if (choices) {
    return { kind: 'choice', options: choices };
  }
  switch (schema.type) {
    case 'string':
      return {
        kind: 'text',
        maxLength: number(schema.maxLength),
        multiline: hint.multiline === true || 'contentMediaType' in schema,
        placeholder: text(hint.placeholder) ?? text(asList(schema.examples)[0]),
      };
    case 'number':
    case 'integer':
      return {
        kind: 'number',
        integer: schema.type === 'integer',
        minimum: number(schema.minimum),
        maximum: number(schema.maximum),
      };
    case 'boolean':
      return { kind: 'boolean' };
    case 'array':
      return asObject(schema.items).type === 'string' &&
        !('enum' in asObject(schema.items))
        ? { kind: 'texts' }
        : { kind: 'json' };
    case 'object':
      return 'properties' in schema
        ? { kind: 'fields', fields: parameterFields(schema, hint, path) }
        : { kind: 'json' };
    default:
      return { kind: 'json' };
  }
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isChoice(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function choicesOf(schema: JsonSchema, hint: Hints): Choice[] | undefined {
  const labels = asObject(hint.labels);
  if (Array.isArray(schema.enum)) {
    return schema.enum.every(isChoice)
      ? schema.enum.map(value => ({
          value,
          label: text(labels[String(value)]) ?? String(value),
        }))
      : undefined;
  }
  const options = asList(schema.oneOf).map(asObject);
  return options.length > 0 && options.every(option => isChoice(option.const))
    ? options.map(option => ({
        value: option.const as string | number,
        label: text(option.title) ?? String(option.const),
      }))
    : undefined;
}

/** What the schema suggests, also within groups. */
export function schemaDefaults(schema: unknown): Values {
  return Object.fromEntries(
    Object.entries(asObject(asObject(schema).properties))
      .map(([name, property]) => [name, defaultOf(asObject(property))] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function defaultOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined || schema.type !== 'object') {
    return schema.default;
  }
  const inner = schemaDefaults(schema);
  return Object.keys(inner).length > 0 ? inner : undefined;
}

/** What was filled in over what the schema suggests, also within groups. */
export function withDefaults(schema: unknown, values: Values): Values {
  return over(schemaDefaults(schema), values);
}

function over(base: Values, values: Values): Values {
  return Object.fromEntries([
    ...Object.entries(base),
    ...Object.entries(values).map(([name, value]) => [
      name,
      isPlain(base[name]) && isPlain(value) ? over(base[name], value) : value,
    ]),
  ]);
}

function isPlain(value: unknown): value is Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function valueAt(values: Values, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => asObject(inner)[name], values);
}

/** With another value at a path; `undefined` takes it away, and what it leaves empty. */
export function withValueAt(
  values: Values,
  path: readonly string[],
  value: unknown,
): Values {
  const [name, ...rest] = path;
  const { [name]: before, ...others } = values;
  const after =
    rest.length === 0 ? value : withValueAt(asObject(before), rest, value);
  const isGone =
    after === undefined ||
    (rest.length > 0 && Object.keys(asObject(after)).length === 0);
  return isGone ? others : { ...others, [name]: after };
}

/** What of `values` is not as it is now: what a change asks for. */
export function changedValues(current: Values, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => !isSame(value, current[name]),
    ),
  );
}

/** What of the current values an operation may change. */
export function knownValues(schema: unknown, current: Values): Values {
  const names = Object.keys(asObject(asObject(schema).properties));
  return Object.fromEntries(
    names
      .filter(name => current[name] !== undefined)
      .map(name => [name, current[name]]),
  );
}

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  const one = Object.entries(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    one.length === Object.keys(b).length &&
    one.every(([name, value]) => isSame(value, (b as Values)[name]))
  );
}
