import { type Node, resolve } from './contract';

/** A value that does not fit, and what the field is called that is to be named. */
export interface BadValue {
  title: string;
  value: unknown;
  /** Where below the field the fault is: `/0`, `/opens`. */
  below?: string;
}

const MEGABYTE = 'x'.repeat(1_000_000);
const WRONG: Record<string, unknown> = {
  string: 'text',
  integer: 7,
  boolean: true,
  array: [],
  object: {},
  null: null,
};

function typesOf(schema: Node): string[] {
  const types = (schema.oneOf ?? schema.anyOf ?? [schema]).map(
    (one: Node) => resolve(one).type,
  );
  return types.includes('number') ? [...types, 'integer'] : types;
}

function ofString(schema: Node): BadValue[] {
  const bad: BadValue[] = [
    { title: 'NUL', value: 'a\0b' },
    { title: 'half a surrogate pair', value: 'a\ud800b' },
  ];
  if (schema.maxLength < MEGABYTE.length) {
    bad.push({ title: '1 MB', value: MEGABYTE });
  }
  if (schema.maxLength !== undefined) {
    bad.push({
      title: 'one too long',
      value: 'x'.repeat(schema.maxLength + 1),
    });
  }
  if (schema.minLength !== undefined || schema.pattern || schema.format) {
    bad.push({ title: 'nothing', value: '' });
  }
  if (schema.pattern === '\\S') {
    bad.push({ title: 'blanks', value: ' \t\n ' });
  } else if (schema.pattern || schema.format || schema.enum) {
    bad.push({ title: 'a path', value: '../../etc/passwd' });
    bad.push({ title: 'markup', value: '<script>alert(1)</script>' });
    bad.push({ title: 'SQL', value: `'; DROP TABLE booking; --` });
  }
  return bad;
}

function ofNumber(schema: Node): BadValue[] {
  const { minimum, exclusiveMinimum, maximum } = schema;
  const bad: BadValue[] = [];
  if (minimum !== undefined) {
    bad.push({ title: 'too little', value: minimum - 1 });
  }
  if (exclusiveMinimum !== undefined) {
    bad.push({ title: 'just too little', value: exclusiveMinimum });
  }
  if (maximum !== undefined) {
    bad.push({ title: 'too much', value: maximum + 1 });
    bad.push({ title: 'an enormous number', value: 1e308 });
  }
  return bad;
}

function ofInteger(schema: Node): BadValue[] {
  return [{ title: 'a fraction', value: 1.5 }, ...ofNumber(schema)];
}

function ofArray(schema: Node): BadValue[] {
  const items = resolve(schema.items);
  const good = sample(items);
  const bad: BadValue[] = [
    { title: '10,000 entries', value: Array(10_000).fill(good) },
  ];
  if (schema.minItems) {
    bad.push({ title: 'no entry', value: [] });
  }
  if (schema.uniqueItems) {
    bad.push({ title: 'twice the same', value: [good, good], below: '/1' });
  }
  for (const { title, value, below = '' } of badValues(items)) {
    bad.push({ title: `entry: ${title}`, value: [value], below: `/0${below}` });
  }
  return bad;
}

function ofObject(schema: Node): BadValue[] {
  const bad: BadValue[] = [
    {
      title: 'a __proto__',
      value: JSON.parse('{"__proto__":{"admin":true}}'),
      below: '/__proto__',
    },
    {
      title: 'NUL in a key',
      value: { 'a\0': 1 },
      below: '/a',
    },
  ];
  if (schema.maxProperties) {
    const many = Array.from({ length: 10_000 }, (_, n) => [`k${n}`, 1]);
    bad.push({ title: '10,000 fields', value: Object.fromEntries(many) });
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    for (const { title, value, below = '' } of badValues(
      resolve(property as Node),
    )) {
      bad.push({
        title: `${name}: ${title}`,
        value: { ...sample(schema), [name]: value },
        below: `/${name}${below}`,
      });
    }
  }
  if (schema.additionalProperties === false) {
    bad.push({
      title: 'an unknown field',
      value: { ...sample(schema), surprise: 1 },
      below: '/surprise',
    });
  }
  return bad;
}

/** What fits a pattern. */
const SAMPLES: Record<string, string> = {
  opens: '08:00',
  closes: '18:00',
  at: '18:00',
  currency: 'EUR',
};

/** Something that fits. */
function sample(schema: Node): any {
  if (schema.examples) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  if (schema.format === 'uuid') return '6d9f3b52-8a0f-4a53-9f0c-1f0b7f4b8c01';
  if (schema.format === 'date') return '2027-03-16';
  if (schema.oneOf) return sample(resolve(schema.oneOf[0]));
  switch (schema.type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name: string) => [
          name,
          SAMPLES[name] ?? sample(resolve(schema.properties[name])),
        ]),
      );
    case 'array':
      return Array(schema.minItems ?? 0).fill(sample(resolve(schema.items)));
    default:
      return 'x';
  }
}

/** What a property of this schema must not be. */
export function badValues(schema: Node): BadValue[] {
  const types = typesOf(schema);
  const bad: BadValue[] = Object.keys(WRONG)
    .filter(type => !types.includes(type))
    .map(type => ({ title: `${type} instead`, value: WRONG[type] }));
  for (const alternative of schema.oneOf ?? schema.anyOf ?? [schema]) {
    const one = resolve(alternative);
    const more: Record<string, (node: Node) => BadValue[]> = {
      string: ofString,
      integer: ofInteger,
      number: ofNumber,
      array: ofArray,
      object: ofObject,
    };
    bad.push(...(more[one.type]?.(one) ?? []));
  }
  return bad.filter(({ value }) => !(schema.enum ?? []).includes(value));
}

/** Texts that a query parameter of this schema must not be. */
export function badTexts(schema: Node): string[] {
  const items = schema.type === 'array' ? resolve(schema.items) : schema;
  const bad = ['%00', '%ff', '%ed%a0%80', '%', 'x'.repeat(5_000)];
  if (items.type === 'integer') {
    bad.push(
      '',
      'ten',
      '1.5',
      '1e3',
      '0x10',
      '-1',
      '99999999999999999999',
      '0',
    );
  }
  if (items.type === 'boolean') {
    bad.push('', '1', 'yes', 'TRUE');
  }
  if (items.pattern || items.format || items.enum) {
    bad.push('', '../../etc/passwd', '%3Cscript%3E', `'%20OR%201=1--`);
  }
  return bad;
}
