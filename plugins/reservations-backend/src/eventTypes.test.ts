import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { reservationsEventTypes } from '@callboard/backstage-plugin-reservations-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { stories } from './__testUtils__/stories';
import { createWorld, stepAt } from './__testUtils__/world';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** A schema that allows nothing that it does not name. */
function closed(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value!)]),
  );
  return schema.type === 'object' && schema.properties
    ? { ...inside, additionalProperties: false }
    : inside;
}

it.each(databases.eachSupportedId())(
  'what is emitted is what the catalogue says, of every type, on %p',
  async id => {
    const events = [];
    for (const story of stories) {
      const world = await createWorld(await databases.init(id));
      await story(world);
      events.push(...(await world.events()));
    }
    const ajv = new Ajv2020({ allErrors: true });
    addFormats(ajv);
    const validators = new Map(
      reservationsEventTypes.map(({ type, schema }) => [
        type,
        ajv.compile(closed(schema as JsonObject) as JsonObject),
      ]),
    );

    for (const { type, data } of events) {
      const validate = validators.get(type);
      expect(`${type} ${validate ? 'is listed' : 'is not listed'}`).toBe(
        `${type} is listed`,
      );
      validate!(data);
      expect({ type, errors: validate!.errors }).toEqual({
        type,
        errors: null,
      });
    }
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(
      [...validators.keys()].sort(),
    );
    expect(JSON.stringify(events)).not.toContain('not for everybody');
  },
);

it.each(databases.eachSupportedId())(
  'events say what they are about and what they are in order on, on %p',
  async id => {
    const world = await createWorld(await databases.init(id));
    await world.type('lab', { setupMinutes: 30 });
    const rack = await world.resource('rack');
    const part = { parentRef: 'resource:default/rack' };
    const node = await world.resource('node', { ...part, type: 'lab' });
    const booking = await world.book('node', '10:00', '11:00');
    await stepAt(world, '10:00');
    const rows = await world.rows('outbox_event');
    const of = (type: string) => {
      const row = rows.find(one => one.type === type);
      return {
        keys: JSON.parse(row.ordering_keys),
        refs: JSON.parse(row.refs),
      };
    };

    const refs = {
      resources: ['resource:default/node'],
      within: ['resource:default/rack'],
      site: [world.site.entityRef],
      type: ['lab'],
      owner: 'user:default/researcher',
    };
    const own = `booking:${booking.id}`;
    expect(of('booking.created')).toEqual({ keys: [own], refs });
    for (const type of ['booking.setup_started', 'booking.started']) {
      expect(of(type)).toEqual({
        keys: [own, `resource:${node.id}`, `resource:${rack.id}/part`],
        refs,
      });
    }
    const [, created] = rows.filter(({ type }) => type === 'resource.created');
    expect(JSON.parse(created.refs)).toMatchObject({
      resources: refs.resources,
      within: refs.within,
    });
  },
);
