import { TestDatabases } from '@backstage/backend-test-utils';
import type { FoundSlots } from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const machine = (name: string, gpus: number, more: object = {}) => ({
  name,
  type: 'machine',
  attributes: { gpus, cooling: gpus > 4 ? 'water' : 'air', tags: ['a', name] },
  ...more,
});

describe.each(databases.eachSupportedId())('finding a slot on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.type({
      name: 'machine',
      setupMinutes: 30,
      teardownMinutes: 30,
      policyDefaults: { maxMinutes: 24 * 60 },
      attributesSchema: {
        type: 'object',
        properties: {
          gpus: { type: 'integer' },
          cooling: { type: 'string' },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
    });
    await portal.resource(machine('small', 2));
    await portal.resource(machine('middle', 4));
    await portal.resource(machine('large', 8));
    await portal.resource({ name: 'pool', type: 'plain', capacity: 5 });
    await portal.type({ name: 'rack' });
    await portal.type({ name: 'blade' });
    await portal.resource({ name: 'rack-1', type: 'rack' });
    for (const n of [1, 2, 3]) {
      await portal.resource({
        name: `blade-${n}`,
        type: 'blade',
        parentRef: 'resource:rack-1',
      });
    }
  });
  afterAll(() => portal.stop());

  const ask = (body: object, who: Principal = 'researcher') =>
    portal.call<FoundSlots>(who, 'POST', '/slots/search', {
      body: { minutes: 60, from: hours(1), until: hours(25), ...body },
    });
  const found = async (body: object, who: Principal = 'researcher') => {
    const answer = await ask(body, who);
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    return answer.body;
  };
  const names = ({ items }: FoundSlots) =>
    items.map(slot => slot.titles.join('+'));

  it('offers the smallest that suffices first, and each can be booked', async () => {
    const needs = [{ name: 'gpus', op: '>=', value: 3 }];
    const slots = await found({ type: 'machine', attributes: needs });
    expect(names(slots)).toEqual(['middle', 'large']);
    expect(slots).toMatchObject({ considered: 2, obstacles: [] });
    expect(slots.items[0]).toMatchObject({
      resourceRefs: ['resource:default/middle'],
      siteRef: 'resource:default/campus',
      type: 'machine',
      start: hours(1),
      end: hours(2),
      verdict: 'allow',
    });
    for (const { resourceRefs, start, end } of slots.items) {
      await portal.book('researcher', { resourceRefs, start, end });
    }
    // Thirty minutes of teardown, and thirty of setup before the next.
    const later = await found({ type: 'machine', attributes: needs });
    expect(later.items.map(slot => slot.start)).toEqual([hours(3), hours(3)]);
  });

  it.each([
    [[{ name: 'gpus', op: '<=', value: 2 }], ['small']],
    [[{ name: 'cooling', op: '=', value: 'water' }], ['large']],
    [[{ name: 'cooling', op: 'contains', value: 'WAT' }], ['large']],
    [[{ name: 'tags', op: 'contains', value: 'middle' }], ['middle']],
    [
      [
        { name: 'gpus', op: '>=', value: 2 },
        { name: 'cooling', op: '=', value: 'air' },
      ],
      ['middle', 'small'],
    ],
  ])('finds what has %j', async (attributes, expected) => {
    const slots = await found({
      type: 'machine',
      attributes,
      from: hours(100),
      until: hours(110),
    });
    expect(names(slots).sort()).toEqual(expected);
  });

  it('finds several at once, and units of a pool', async () => {
    const window = { from: hours(200), until: hours(210) };
    const blades = { type: 'blade', resources: 2, minutes: 120, ...window };
    const [first, second] = (await found(blades)).items;
    expect(first.resourceRefs).toHaveLength(2);
    expect(first.start).toBe(hours(200));
    await portal.book('researcher', {
      resourceRefs: first.resourceRefs,
      start: first.start,
      end: first.end,
    });
    expect(second?.start ?? hours(202)).not.toBe(hours(200));
    expect((await found(blades)).items[0].start).toBe(hours(202));
    // A rack is as long taken as any blade of it.
    const rack = await found({ type: 'rack', minutes: 60, ...window });
    expect(rack.items.map(slot => slot.start)).toEqual([hours(202)]);

    await portal.book('researcher', {
      resourceRefs: ['resource:pool'],
      units: { 'resource:pool': 3 },
      start: hours(200),
      end: hours(204),
    });
    const two = { type: 'plain', units: 2, ...window };
    expect((await found(two)).items[0]).toMatchObject({
      start: hours(200),
      units: 2,
    });
    const three = await found({ ...two, units: 3 });
    expect(three.items[0].start).toBe(hours(204));
  });

  it('knows nothing of what the caller may not see or book', async () => {
    const vault = { type: 'vault-type', minutes: 30 };
    expect(names(await found(vault, 'insider'))).toEqual(['vault-box']);
    expect(await found(vault)).toEqual({
      items: [],
      considered: 0,
      obstacles: [expect.objectContaining({ kind: 'nothing' })],
    });
    expect(await found({ type: 'no-such', minutes: 30 })).toEqual(
      await found(vault),
    );
    expect((await ask({}, 'auditor')).status).toBe(403);
    expect((await ask({}, 'nobody')).status).toBe(401);
    expect((await found({}, 'stranger')).considered).toBe(0);
    const hidden = await ask({
      type: 'vault-type',
      attributes: [{ name: 'x', op: '=', value: 1 }],
    });
    expect(hidden.status).toBe(400);
  });

  it('says what would have to give where there is nothing', async () => {
    const obstacles = async (body: object) =>
      (await found({ type: 'machine', ...body })).obstacles;
    expect(
      await obstacles({ attributes: [{ name: 'gpus', op: '>=', value: 16 }] }),
    ).toEqual([
      expect.objectContaining({
        kind: 'attribute',
        attribute: 'gpus',
        value: 8,
      }),
    ]);
    expect(
      await obstacles({
        minutes: 25 * 60,
        from: hours(300),
        until: hours(400),
      }),
    ).toEqual([expect.objectContaining({ kind: 'policy', code: 'too_long' })]);
    expect(await obstacles({ units: 2 })).toEqual([
      expect.objectContaining({ kind: 'units', value: 1 }),
    ]);
    expect(await obstacles({ resources: 4 })).toEqual([
      expect.objectContaining({ kind: 'resources', value: 3 }),
    ]);
    for (const name of ['small', 'middle', 'large']) {
      await portal.book('researcher', {
        resourceRefs: [`resource:${name}`],
        start: hours(502),
        end: hours(508),
      });
    }
    expect(
      await obstacles({
        minutes: 180,
        from: hours(500),
        until: hours(510),
      }),
    ).toEqual([expect.objectContaining({ kind: 'length', value: 60 })]);
    const until = hours(504);
    const limit = { from: hours(502), until, minutes: 30 };
    expect(await obstacles(limit)).toEqual([
      expect.objectContaining({ kind: 'length', value: 0 }),
    ]);
  });

  it('leaves out what is out of service', async () => {
    const spare = await portal.resource(machine('spare', 32));
    const only = { type: 'machine', resourceRefs: [spare.entityRef] };
    expect(names(await found(only))).toEqual(['spare']);
    await portal.done('admin', 'PATCH', `/resources/${spare.id}`, {
      body: { status: 'unavailable' },
      headers: { 'if-match': `"${spare.version}"` },
    });
    const none = await found(only);
    expect(none.items).toEqual([]);
    expect(none.obstacles).toMatchObject([{ kind: 'status' }]);
  });

  it.each([
    ['until', { until: hours(1) }],
    ['until', { until: hours(24 * 61 + 1) }],
    ['minutes', { minutes: 24 * 60 + 1 }],
    ['limit', { limit: 51 }],
    ['attributes', { attributes: [{ name: 'gpus', op: '>=', value: 1 }] }],
    [
      'attributes/0/name',
      {
        type: 'machine',
        attributes: [{ name: '__proto__', op: '=', value: 1 }],
      },
    ],
    [
      'attributes/0/op',
      {
        type: 'machine',
        attributes: [{ name: 'cooling', op: '>=', value: 1 }],
      },
    ],
    [
      'attributes/0/value',
      {
        type: 'machine',
        attributes: [{ name: 'gpus', op: '>=', value: 'four' }],
      },
    ],
  ])('refuses a wrong %s', async (field, body) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect((answer.body as any).fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: expect.stringContaining(field) }),
      ]),
    );
  });
});
