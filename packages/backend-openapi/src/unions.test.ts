import request from 'supertest';
import { ID, notesHandlers, fieldsOf } from './__testUtils__/callNotes';
import { notesDocument } from './__testUtils__/notes';
import { MOUNT, serve } from './__testUtils__/serve';

type Schemas = Record<string, { properties: Record<string, object> }>;

const form = (name: string, schema: object) => ({
  type: 'object',
  additionalProperties: false,
  required: [name],
  properties: { [name]: schema },
});

/** Notes that are moved to a date or by some days, along with a list or nothing. */
function notesThatMove() {
  const document = notesDocument();
  const { properties } = (document.components as { schemas: Schemas }).schemas
    .Change;
  properties.move = {
    oneOf: [
      form('to', { type: 'string', format: 'date', maxLength: 10 }),
      form('days', { type: 'integer', minimum: 1 }),
    ],
  };
  properties.with = {
    oneOf: [
      { type: 'array', maxItems: 3, items: form('id', { type: 'string' }) },
      { type: 'null' },
    ],
  };
  return serve(document, notesHandlers());
}

async function fieldsFor(change: object) {
  const response = await request(notesThatMove())
    .patch(`${MOUNT}/notes/${ID}`)
    .set('If-Match', '*')
    .send({ title: 'x', ...change });
  expect(response.status).toBe(400);
  return Object.keys(fieldsOf(response));
}

describe('where one of several forms is allowed', () => {
  it.each([
    [{ to: 'tomorrow' }, ['move/to']],
    [{ to: 'long after tomorrow' }, ['move/to']],
    [{ days: 'two' }, ['move/days']],
    [{ days: 1, odd: 1 }, ['move/odd']],
  ])(
    'names what is wrong in the one that was meant: %j',
    async (move, named) => {
      expect(await fieldsFor({ move })).toEqual(named);
    },
  );

  it.each([{}, { odd: 1 }, { to: '2027-03-16', days: 1 }, [], 'x'])(
    'names the whole where it cannot be told: %j',
    async move => {
      expect(await fieldsFor({ move })).toEqual(['move']);
    },
  );

  it('names what is wrong in a list that may be nothing', async () => {
    expect(await fieldsFor({ with: [{ id: 'a' }, { id: 2 }, 'c'] })).toEqual([
      'with/1/id',
      'with/2',
    ]);
    expect(await fieldsFor({ with: 'x' })).toEqual(['with']);
  });
});
