import {
  changeKind,
  checkParameters,
  emptyParameter,
  readSchema,
  writeSchema,
} from './parameterSchema';

const full = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  properties: {
    gpus: { type: 'integer', title: 'GPUs', minimum: 1, maximum: 16 },
    memory: { type: 'number', description: 'In TiB', minimum: 0.5 },
    image: { type: 'string', enum: ['ubuntu', 'rocky'] },
    vlan: { type: 'string', minLength: 1, pattern: '^v', default: 'v1' },
    nvlink: { type: 'boolean' },
  },
  required: ['gpus', 'image'],
};

describe('readSchema and writeSchema', () => {
  it('say the same schema after a round trip', () => {
    const rows = readSchema(full);
    expect(rows?.parameters.map(p => [p.name, p.kind, p.required])).toEqual([
      ['gpus', 'integer', true],
      ['memory', 'number', false],
      ['image', 'choice', true],
      ['vlan', 'string', false],
      ['nvlink', 'boolean', false],
    ]);
    expect(writeSchema(rows!)).toEqual(full);
  });

  it('read an empty schema as no rows', () => {
    expect(readSchema({})).toEqual({ parameters: [], frame: {} });
    expect(writeSchema(readSchema({})!)).toEqual({
      type: 'object',
      properties: {},
    });
  });

  it.each([
    ['a nested object', { properties: { a: { type: 'object' } } }],
    ['a choice of numbers', { properties: { a: { enum: [1, 2] } } }],
    ['a combination', { properties: {}, oneOf: [] }],
    ['a reference', { properties: { a: { $ref: '#/$defs/a' } } }],
    ['several types', { properties: { a: { type: ['string', 'null'] } } }],
    ['a required stranger', { properties: {}, required: ['a'] }],
    ['a schema for the rest', { additionalProperties: { type: 'string' } }],
    ['another type', { type: 'array' }],
    ['text', 'object'],
  ])('leave %s to the JSON editor', (_, schema) => {
    expect(readSchema(schema)).toBeUndefined();
  });

  it('drop what the new kind does not understand', () => {
    const [, , , vlan] = readSchema(full)!.parameters;
    expect(
      writeSchema({ parameters: [changeKind(vlan, 'integer')], frame: {} }),
    ).toEqual({ type: 'object', properties: { vlan: { type: 'integer' } } });
  });

  it('keep bounds between kinds of numbers', () => {
    const [gpus] = readSchema(full)!.parameters;
    expect(changeKind(gpus, 'number')).toMatchObject({ min: 1, max: 16 });
  });
});

describe('checkParameters', () => {
  const row = (change: object) => ({ ...emptyParameter(), ...change });

  it('finds nothing wrong with good rows', () => {
    expect(
      checkParameters([
        row({ name: 'a' }),
        row({ name: 'b', kind: 'choice', choices: ['x'] }),
      ]),
    ).toEqual([{}, {}]);
  });

  it('names the part of the row that is wrong', () => {
    expect(
      checkParameters([
        row({ name: '' }),
        row({ name: '1 a' }),
        row({ name: 'same' }),
        row({ name: 'same' }),
        row({ name: 'c', kind: 'number', min: 3, max: 2 }),
        row({ name: 'd', kind: 'integer', min: 0.5 }),
        row({ name: 'e', kind: 'choice' }),
        row({ name: 'f', kind: 'choice', choices: ['x', 'x'] }),
      ]),
    ).toEqual([
      { name: 'nameMissing' },
      { name: 'nameInvalid' },
      { name: 'nameTaken' },
      { name: 'nameTaken' },
      { bounds: 'boundsInverted' },
      { bounds: 'boundNotWhole' },
      { choices: 'choicesMissing' },
      { choices: 'choicesRepeat' },
    ]);
  });
});
