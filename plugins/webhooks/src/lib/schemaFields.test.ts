import { schemaFields } from './schemaFields';

it('lists fields, parts under their whole', () => {
  expect(
    schemaFields({
      type: 'object',
      required: ['booking'],
      properties: {
        booking: {
          type: 'object',
          description: 'As it is now',
          required: ['id'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            participants: { type: 'array', items: { type: 'string' } },
          },
        },
        resources: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              status: { enum: ['active', 'maintenance'] },
              parentRef: { type: ['string', 'null'] },
              capacity: { anyOf: [{ const: 'exclusive' }, { type: 'object' }] },
            },
          },
        },
      },
    }).map(({ path, depth, type, required, description }) => [
      path,
      depth,
      type,
      required,
      description,
    ]),
  ).toEqual([
    ['booking', 0, 'object', true, 'As it is now'],
    ['booking.id', 1, 'string (uuid)', true, undefined],
    ['booking.participants', 1, 'string[]', false, undefined],
    ['resources', 0, 'object[]', false, undefined],
    ['resources[].status', 1, '"active" | "maintenance"', false, undefined],
    ['resources[].parentRef', 1, 'string | null', false, undefined],
    ['resources[].capacity', 1, '"exclusive" | object', false, undefined],
  ]);
});

it('has nothing to say of a schema without fields', () => {
  expect(schemaFields({})).toEqual([]);
});

it('ends in a schema that holds itself', () => {
  const tree: { properties: Record<string, unknown> } = { properties: {} };
  tree.properties.parent = tree;
  expect(schemaFields(tree).length).toBeLessThan(20);
});
