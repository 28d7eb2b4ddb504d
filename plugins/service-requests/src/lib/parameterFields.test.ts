import {
  changedValues,
  isShown,
  knownValues,
  parameterFields,
  schemaDefaults,
  valueAt,
  withDefaults,
  withValueAt,
} from './parameterFields';

const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: {
      type: 'string',
      title: 'Name',
      maxLength: 40,
      examples: ['orders'],
    },
    size: { enum: ['small', 'large'], default: 'small' },
    nodes: { type: 'integer', minimum: 1, maximum: 9 },
    encrypted: { type: 'boolean', default: true },
    networks: { type: 'array', items: { type: 'string' } },
    backup: {
      type: 'object',
      title: 'Backup',
      properties: { days: { type: 'integer', default: 7 } },
    },
    rules: { type: 'array', items: { type: 'object' } },
  },
};

it('makes a field of what a schema says', () => {
  const fields = parameterFields(schema, {
    nodes: { unit: 'pieces', advanced: true, order: -1 },
    size: { labels: { small: 'Small (2 GiB)' } },
    backup: { days: { unit: 'd' } },
  });
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['nodes', 'number'],
    ['name', 'text'],
    ['size', 'choice'],
    ['encrypted', 'boolean'],
    ['networks', 'texts'],
    ['backup', 'fields'],
    ['rules', 'json'],
  ]);
  expect(fields[0]).toMatchObject({
    title: 'nodes (pieces)',
    advanced: true,
    minimum: 1,
    maximum: 9,
  });
  expect(fields[1]).toMatchObject({ required: true, placeholder: 'orders' });
  expect(fields[2]).toMatchObject({
    options: [
      { value: 'small', label: 'Small (2 GiB)' },
      { value: 'large', label: 'large' },
    ],
  });
  expect(fields[5]).toMatchObject({
    fields: [{ path: ['backup', 'days'], title: 'days (d)' }],
  });
});

it('takes what the schema suggests, also in groups', () => {
  expect(schemaDefaults(schema)).toEqual({
    size: 'small',
    encrypted: true,
    backup: { days: 7 },
  });
});

it('lays what was filled in over what the schema suggests', () => {
  expect(withDefaults(schema, { size: 'large', backup: { keep: 1 } })).toEqual({
    size: 'large',
    encrypted: true,
    backup: { days: 7, keep: 1 },
  });
});

it('puts a value at its place, and leaves nothing empty behind', () => {
  const values = withValueAt({ name: 'a' }, ['backup', 'days'], 9);
  expect(values).toEqual({ name: 'a', backup: { days: 9 } });
  expect(valueAt(values, ['backup', 'days'])).toBe(9);
  expect(withValueAt(values, ['backup', 'days'], undefined)).toEqual({
    name: 'a',
  });
});

it('asks only for what is another than it is', () => {
  const current = { size: 'small', nodes: 1, backup: { days: 7 }, extra: 1 };
  expect(knownValues(schema, current)).toEqual({
    size: 'small',
    nodes: 1,
    backup: { days: 7 },
  });
  expect(
    changedValues(current, { size: 'large', nodes: 1, backup: { days: 7 } }),
  ).toEqual({ size: 'large' });
});

it('leaves out what does not matter, unless it was filled in', () => {
  const [, certificate] = parameterFields(
    {
      properties: {
        protocol: { enum: ['HTTP', 'TLS', 'HTTPS'] },
        certificate: { type: 'string', default: 'none' },
      },
    },
    { certificate: { showWhen: { protocol: ['HTTPS', 'TLS'] } } },
  );
  expect(isShown(certificate, { protocol: 'TLS' })).toBe(true);
  expect(isShown(certificate, { protocol: 'HTTP' })).toBe(false);
  const untouched = { protocol: 'HTTP', certificate: 'none' };
  expect(isShown(certificate, untouched)).toBe(false);
  expect(isShown(certificate, { ...untouched, certificate: 'mine' })).toBe(
    true,
  );
});
