import type { OpenApiDocument } from '@callboard/backend-openapi';
import { z } from 'zod/v3';
import { createFieldsOf } from './createFieldsOf';

interface Schemas {
  NewThing: {
    id?: string;
    name: string;
    size?: number;
    kind?: 'big' | 'small';
    parent?: string | null;
    capacity?: 'exclusive' | number;
    hours?: { day: string }[];
    units?: Record<string, number>;
    more?: Record<string, unknown>;
  };
  Tree: { parts?: Schemas['Tree'][] };
  Forest: Schemas['Tree'] & { trees: number };
  Map: { forests: Schemas['Forest'][] };
}

const schemas = {
  IgnoredId: { type: 'string' },
  Name: { type: 'string', description: 'A name', pattern: '^[a-z]+$' },
  NewThing: {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: {
      id: { $ref: '#/components/schemas/IgnoredId' },
      name: { $ref: '#/components/schemas/Name' },
      size: { type: 'integer', description: 'How large' },
      kind: { type: 'string', enum: ['big', 'small'] },
      parent: {
        description: 'null for none',
        oneOf: [{ $ref: '#/components/schemas/Name' }, { type: 'null' }],
      },
      capacity: {
        oneOf: [{ type: 'string', enum: ['exclusive'] }, { type: 'integer' }],
      },
      hours: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['day'],
          properties: { day: { type: 'string' } },
        },
      },
      units: { type: 'object', additionalProperties: { type: 'integer' } },
      more: { type: 'object', additionalProperties: true },
    },
  },
  Tree: {
    type: 'object',
    properties: {
      parts: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  },
  Forest: {
    allOf: [
      { $ref: '#/components/schemas/Tree' },
      {
        type: 'object',
        required: ['trees'],
        properties: { trees: { type: 'integer' } },
      },
    ],
  },
  Map: {
    type: 'object',
    required: ['forests'],
    properties: {
      forests: {
        type: 'array',
        items: { $ref: '#/components/schemas/Forest' },
      },
    },
  },
};

const document: OpenApiDocument = {
  openapi: '3.1.0',
  paths: {},
  components: { schemas },
};
const fieldsOf = createFieldsOf<Schemas>(document);

describe('the fields of a schema', () => {
  const input = z.strictObject(fieldsOf(z, 'NewThing'));

  it('take what the document allows', () => {
    const thing = {
      name: 'bench',
      size: 3,
      kind: 'big',
      parent: null,
      capacity: 'exclusive',
      hours: [{ day: 'mon' }],
      units: { a: 1 },
      more: { anything: [1] },
    };
    expect(input.parse(thing)).toEqual(thing);
    expect(input.parse({ name: 'bench', capacity: 4 })).toBeDefined();
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['a size with a fraction', { size: 0.5 }],
    ['an odd kind', { kind: 'odd' }],
    ['null where it is not meant', { size: null }],
    ['neither form', { capacity: 'some' }],
    ['an unknown field inside', { hours: [{ day: 'mon', at: 1 }] }],
    ['half a unit', { units: { a: 0.5 } }],
    ['an unknown field', { colour: 'red' }],
    ['an id, which the server gives', { id: 'mine' }],
  ])('refuse %s', (what, more) => {
    const given = what === 'nothing' ? {} : { name: 'bench', ...more };
    expect(input.safeParse(given).success).toBe(false);
  });

  it('say what the document says of them', () => {
    const { name, size, parent } = fieldsOf(z, 'NewThing');
    expect([name, size, parent].map(field => field.description)).toEqual([
      'A name',
      'How large',
      'null for none',
    ]);
  });

  it('are those of all the parts of a schema', () => {
    const map = z.object(fieldsOf(z, 'Map'));
    expect(Object.keys(fieldsOf(z, 'Forest'))).toEqual(['parts', 'trees']);
    expect(map.safeParse({ forests: [{ trees: 3 }] }).success).toBe(true);
    expect(map.safeParse({ forests: [{ parts: [] }] }).success).toBe(false);
  });

  it('end where a schema leads back to itself', () => {
    const tree = z.object(fieldsOf(z, 'Tree'));
    expect(tree.parse({ parts: [{ parts: [] }] })).toEqual({
      parts: [{ parts: [] }],
    });
  });
});
