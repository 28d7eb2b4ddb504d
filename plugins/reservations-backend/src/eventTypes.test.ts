import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { reservationsEventTypes } from '@callboard/backstage-plugin-reservations-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { sampleKeys } from './__testUtils__/sampleKeys';
import { asUser, at, createWorld, type World } from './__testUtils__/world';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = asUser('admin');

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

async function stepAt(world: World, time: string) {
  world.clock.now = Date.parse(at(time));
  await world.lifecycle.step();
}

/** Makes everything happen that reservations tell of. */
async function everything(world: World): Promise<void> {
  const type = await world.type('lab', {
    setupMinutes: 30,
    teardownMinutes: 15,
    siteRef: world.site.entityRef,
    description: 'A laboratory',
    policyDefaults: { maxMinutes: 600 },
  });
  await world.types.update(type.id, { title: 'Laboratory' }, '*', admin);
  const unused = await world.type('unused');
  await world.types.delete(unused.id, admin);
  await world.sites.update(
    world.site.id,
    {
      openingHours: [{ day: 'mon', opens: '06:00', closes: '22:00' }],
      members: ['group:default/physics'],
    },
    '*',
    admin,
  );
  const closing = await world.sites.create(
    { name: 'old', title: 'Old', timeZone: 'UTC' },
    admin,
  );
  await world.sites.archive(closing.id, admin);

  await world.resource('building');
  const lab = await world.resource('lab-1', {
    type: 'lab',
    parentRef: 'resource:default/building',
    attributes: { benches: 4 },
    location: 'Room 1',
    owner: 'group:default/physics',
    description: 'The first',
  });
  await world.resource('desks', { capacity: 4 });
  const spare = await world.resource('spare');
  await world.resources.update(lab.id, { title: 'Lab 1' }, '*', admin);
  const broken = { status: 'maintenance', statusReason: 'Broken' } as const;
  await world.resources.update(spare.id, broken, '*', admin);
  await world.resources.archive(spare.id, admin);

  const run = await world.book(['lab-1', 'desks'], '10:00', '11:00', {
    purpose: 'To see',
    participants: ['user:default/student'],
    units: { 'resource:default/desks': 2 },
  });
  await world.bookings.update(run.id, { title: 'A long run' }, 1, asUser());
  const cancelled = await world.book('lab-1', '12:00', '13:00');
  const moved = await world.book('lab-1', '14:00', '15:00');
  for (const time of ['09:30', '10:00', '11:00', '11:15']) {
    await stepAt(world, time);
  }
  await world.bookings.end(
    cancelled.id,
    { kind: 'cancel', reason: 'No time' },
    asUser(),
  );
  await stepAt(world, '13:30');
  await world.bookings.update(
    moved.id,
    { start: at('16:00'), end: at('17:00') },
    1,
    asUser(),
  );
  await stepAt(world, '16:10');
  await world.provisioning.report(
    moved.id,
    {
      reportId: 'report-1',
      deliveryId: 'delivery-1',
      endpointId: '9f4d4a3c-3f0a-4a1d-b1c5-6f6b9c0d8e05',
      endpointTitle: 'Lights',
      resourceRef: 'resource:default/lab-1',
      status: 'ready',
      message: 'On',
      access: { password: 'not for everybody' },
      at: at('16:05'),
    },
    'plugin:webhooks',
  );
  await world.bookings.end(moved.id, { kind: 'release' }, asUser());
  const [{ line }] = sampleKeys;
  const key = await world.sshKeys.add({ publicKey: line }, asUser());
  await world.sshKeys.remove(key.id, asUser());
  await stepAt(world, '20:00');
}

it.each(databases.eachSupportedId())(
  'what is emitted is what the catalogue says, of every type, on %p',
  async id => {
    const world = await createWorld(await databases.init(id));
    await everything(world);
    const ajv = new Ajv2020({ allErrors: true });
    addFormats(ajv);
    const validators = new Map(
      reservationsEventTypes.map(({ type, schema }) => [
        type,
        ajv.compile(closed(schema as JsonObject) as JsonObject),
      ]),
    );

    const events = await world.events();
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
