import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Resource,
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('the inventory on %p', id => {
  let portal: Portal;
  let world: Awaited<ReturnType<typeof furnish>>;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    world = await furnish(portal);
  });
  afterAll(() => portal.stop());

  const namesOf = async (path: string) => {
    const page = await portal.done<{ items: { name: string }[] }>(
      'admin',
      'GET',
      path,
    );
    return page.items.map(item => item.name);
  };

  it('R1: creates, reads, edits and archives a site', async () => {
    const created = await portal.call<Site>('admin', 'POST', '/sites', {
      body: {
        id: 'mine',
        name: 'annex',
        title: 'Annex',
        timeZone: 'America/New_York',
        openingHours: [{ day: 'mon', opens: '08:00', closes: '24:00' }],
        admins: [principals.campusAdmin],
      },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    expect(created.body).toMatchObject({
      entityRef: 'resource:default/annex',
      version: 1,
      visibility: 'public',
      timeZone: 'America/New_York',
      actions: [
        'update',
        'archive',
        'create-resource',
        'create-resource-type',
        'read-access-grants',
        'create-access-grant',
      ],
    });
    expect(created.body.id).not.toBe('mine');

    const path = `/sites/${created.body.id}`;
    const renamed = await portal.call<Site>('campusAdmin', 'PATCH', path, {
      headers: { 'if-match': '"1"' },
      body: { title: 'West annex' },
    });
    expect(renamed.headers.get('etag')).toBe('"2"');
    // Renaming a site changes nobody's rights.
    expect(renamed.body.admins).toEqual([principals.campusAdmin]);
    expect(renamed.body.entityRef).toBe('resource:default/annex');
    const again = await portal.call<Site>('campusAdmin', 'GET', path);
    expect(again.body).toEqual(renamed.body);
    expect(again.headers.get('etag')).toBe('"2"');

    const shed = await portal.resource({
      name: 'shed',
      siteRef: 'resource:annex',
    });
    const early = await portal.call('campusAdmin', 'DELETE', path);
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('archive them first');
    await portal.done('campusAdmin', 'DELETE', `/resources/${shed.id}`);
    expect((await portal.call('campusAdmin', 'DELETE', path)).status).toBe(204);
    expect((await portal.call('campusAdmin', 'DELETE', path)).status).toBe(204);

    expect(await namesOf('/sites')).not.toContain('annex');
    expect(await namesOf('/sites?archived=true')).toContain('annex');
    const late = await portal.call('admin', 'POST', '/resources', {
      body: { name: 'late', siteRef: 'resource:annex', type: 'plain' },
    });
    expect(late.status).toBe(400);
    expect(late.body.fields[0].field).toBe('siteRef');
  });

  it('R1: refuses what a site cannot be', async () => {
    const refused = async (body: object) => {
      const answer = await portal.call('admin', 'POST', '/sites', {
        body: { name: 'odd', title: 'Odd', timeZone: 'UTC', ...body },
      });
      return [answer.status, answer.body.fields?.[0].field];
    };
    expect(await refused({ timeZone: 'Mars/Olympus' })).toEqual([
      400,
      'timeZone',
    ]);
    expect(
      await refused({
        openingHours: [{ day: 'mon', opens: '10:00', closes: '10:00' }],
      }),
    ).toEqual([400, 'openingHours/0/closes']);
    expect(await refused({ admins: ['resource:default/campus'] })).toEqual([
      400,
      'admins/0',
    ]);
    expect(await refused({ name: 'campus' })).toEqual([409, undefined]);
    expect(await refused({ name: 'CAMPUS' })).toEqual([409, undefined]);
  });

  it('R3: keeps types, and refuses values that do not fit them', async () => {
    const type = await portal.done<ResourceType>(
      'campusAdmin',
      'POST',
      '/resource-types',
      {
        body: {
          name: 'gpu-server',
          title: 'GPU server',
          colour: '#ABCDEF',
          siteRef: 'resource:campus',
          setupMinutes: 15,
          teardownMinutes: 5,
          instructions: 'Bring cake',
          attributesSchema: {
            type: 'object',
            properties: { gpus: { type: 'integer', minimum: 1 } },
            required: ['gpus'],
            additionalProperties: false,
          },
          bookingParametersSchema: {
            properties: { image: { enum: ['ubuntu', 'rocky'] } },
          },
          policyDefaults: { minMinutes: 30, maxMinutes: 600 },
        },
      },
    );
    expect(type).toMatchObject({
      siteRef: 'resource:default/campus',
      colour: '#abcdef',
      actions: ['update', 'delete'],
    });
    const make = (body: object) =>
      portal.call<Resource>('campusAdmin', 'POST', '/resources', {
        body: {
          name: 'gpu-9',
          siteRef: 'resource:default/campus',
          type: 'GPU-Server',
          ...body,
        },
      });
    for (const [attributes, field] of [
      [{}, 'attributes/gpus'],
      [{ gpus: 0 }, 'attributes/gpus'],
      [{ gpus: 1, color: 'red' }, 'attributes/color'],
    ] as const) {
      const refused = await make({ attributes });
      expect(refused.status).toBe(400);
      expect(refused.body).toMatchObject({ fields: [{ field }] });
    }
    const made = await make({ attributes: { gpus: 4 } });
    expect(made.body).toMatchObject({
      type: 'gpu-server',
      attributes: { gpus: 4 },
      actions: [
        'book',
        'report-problem',
        'schedule-maintenance',
        'update',
        'archive',
      ],
    });

    const book = (body: object) =>
      portal.call('researcher', 'POST', '/bookings', {
        body: {
          resourceRefs: [made.body.entityRef],
          title: 'Train',
          start: hours(1),
          end: hours(2),
          ...body,
        },
      });
    const wrongImage = await book({ parameters: { image: 'dos' } });
    expect(wrongImage.body.fields[0].field).toBe('parameters/image');
    const long = await book({ end: hours(12) });
    expect(long.status).toBe(403);
    expect(long.body.verdicts).toContainEqual(
      expect.objectContaining({ policy: 'max-length', result: 'deny' }),
    );
    const booked = await book({ parameters: { image: 'ubuntu' } });
    expect(booked.body).toMatchObject({ setupMinutes: 15, teardownMinutes: 5 });

    const path = `/resource-types/${type.id}`;
    const inUse = await portal.call('campusAdmin', 'DELETE', path);
    expect(inUse.status).toBe(409);
    const changed = await portal.call<ResourceType>(
      'campusAdmin',
      'PATCH',
      path,
      { headers: { 'if-match': '"1"' }, body: { setupMinutes: 60 } },
    );
    expect(changed.body).toMatchObject({ version: 2, setupMinutes: 60 });
    const kept = await portal.call(
      'researcher',
      'GET',
      `/bookings/${booked.body.id}`,
    );
    expect(kept.body.setupMinutes).toBe(15);
  });

  it.each(['red', '#fff', '#12345g', '', '#1f6feb; background: url(x)'])(
    'R3: refuses the colour %p',
    async colour => {
      const answer = await portal.call('admin', 'POST', '/resource-types', {
        body: { name: 'painted', title: 'Painted', colour },
      });
      expect(answer.status).toBe(400);
      expect(answer.body.fields[0].field).toBe('colour');
    },
  );

  it('R3: deletes a type that nothing uses', async () => {
    const type = await portal.type({ name: 'brief' });
    const path = `/resource-types/${type.id}`;
    expect((await portal.call('admin', 'DELETE', path)).status).toBe(204);
    expect((await portal.call('admin', 'GET', path)).status).toBe(404);
    expect((await portal.call('admin', 'DELETE', path)).status).toBe(404);
  });

  it('R4: creates, edits, moves and archives a resource', async () => {
    const made = await portal.call<Resource>('admin', 'POST', '/resources', {
      body: {
        id: world.box.id,
        name: 'Scope',
        siteRef: 'resource:default/campus',
        type: 'plain',
        location: '<b>Room 1</b> ../',
        owner: 'group:lab',
      },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      entityRef: 'resource:default/scope',
      name: 'Scope',
      title: 'Scope',
      location: '<b>Room 1</b> ../',
      owner: 'group:default/lab',
      managedBy: 'callboard',
    });
    expect(made.body.id).not.toBe(world.box.id);
    const rack = await portal.resource({ name: 'scope-rack' });
    const path = `/resources/${made.body.id}`;
    const patch = (body: object, version: number) =>
      portal.call<Resource>('campusAdmin', 'PATCH', path, {
        headers: { 'if-match': `"${version}"` },
        body,
      });
    const moved = await patch({ parentRef: rack.entityRef, owner: null }, 1);
    expect(moved.body).toMatchObject({
      version: 2,
      parentRef: rack.entityRef,
    });
    expect(moved.body.owner).toBeUndefined();
    const paused = await patch({ status: 'maintenance' }, 2);
    expect(paused.body.status).toBe('maintenance');
    const rooted = await patch({ parentRef: null, status: 'active' }, 3);
    expect(rooted.body.parentRef).toBeUndefined();

    const booking = await portal.book('researcher', {
      resourceRefs: ['resource:scope'],
      start: hours(40),
      end: hours(41),
    });
    expect((await portal.call('campusAdmin', 'DELETE', path)).status).toBe(204);
    expect(await namesOf('/resources')).not.toContain('Scope');
    expect(await namesOf('/resources?archived=true')).toContain('Scope');
    const kept = await portal.call(
      'researcher',
      'GET',
      `/bookings/${booking.id}`,
    );
    expect(kept.body).toMatchObject({
      status: 'confirmed',
      notices: [{ code: 'resource_archived' }],
    });
    const refused = await portal.call('researcher', 'POST', '/bookings', {
      body: {
        resourceRefs: ['resource:scope'],
        title: 'Late',
        start: hours(42),
        end: hours(43),
      },
    });
    expect(refused.status).toBe(403);
    expect(refused.body.verdicts[0].code).toBe('resource_archived');
  });

  it('R4: finds resources by ref, site, type, status and words', async () => {
    await portal.resource({ name: 'needle', title: 'Pin 100%_\\ sharp' });
    const find = (query: string) => namesOf(`/resources?${query}`);
    expect(await find('ref=resource:default/needle')).toEqual(['needle']);
    expect(await find('ref=resource:Needle')).toEqual(['needle']);
    expect(await find('site=resource:vault')).toEqual(['vault-box']);
    expect(await find('type=VAULT-TYPE')).toEqual(['vault-box']);
    expect(await find('q=SHARP%20pin')).toEqual(['needle']);
    expect(await find(`q=${encodeURIComponent('100%_\\')}`)).toEqual([
      'needle',
    ]);
    expect(await find('q=%25%25')).toEqual([]);
    expect(await find('status=unavailable')).toEqual([]);
    expect(await find('site=resource:nowhere')).toEqual([]);
  });

  it('R6: blocks up and down a tree, leaves siblings free', async () => {
    const cluster = await portal.resource({ name: 'cluster' });
    const rack = await portal.resource({
      name: 'rack',
      parentRef: cluster.entityRef,
    });
    for (const name of ['node-1', 'node-2']) {
      await portal.resource({ name, parentRef: rack.entityRef });
    }
    const book = (name: string, from: number, to: number) =>
      portal.call('researcher', 'POST', '/bookings', {
        body: {
          resourceRefs: [`resource:default/${name}`],
          title: 'Run',
          start: hours(from),
          end: hours(to),
        },
      });
    expect((await book('rack', 1, 2)).status).toBe(201);
    for (const taken of ['cluster', 'rack', 'node-1']) {
      const refused = await book(taken, 1, 2);
      expect(refused.status).toBe(409);
      expect(refused.body.conflicts[0]).toMatchObject({ kind: 'booking' });
    }
    expect((await book('node-1', 2, 3)).status).toBe(201);
    expect((await book('node-2', 2, 3)).status).toBe(201);
    expect((await book('rack', 2, 3)).status).toBe(409);

    const both = await portal.book('researcher', {
      resourceRefs: ['resource:node-2', 'resource:cluster'],
      start: hours(4),
      end: hours(5),
    });
    expect(both.resourceRefs).toEqual(['resource:default/cluster']);
    expect(both.notices).toMatchObject([
      {
        code: 'reduced_to_ancestor',
        resourceRef: 'resource:default/node-2',
      },
    ]);
  });

  it('R6: refuses cycles and parents elsewhere, and lists what would not fit', async () => {
    const top = await portal.resource({ name: 'top' });
    const mid = await portal.resource({
      name: 'mid',
      parentRef: top.entityRef,
    });
    const loose = await portal.resource({ name: 'loose' });
    const patch = (resource: Resource, body: object) =>
      portal.call('admin', 'PATCH', `/resources/${resource.id}`, {
        headers: { 'if-match': '*' },
        body,
      });
    for (const [parentRef, resource] of [
      [mid.entityRef, top],
      [top.entityRef, top],
      [world.box.entityRef, top],
      ['resource:default/nowhere', top],
    ] as const) {
      const refused = await patch(resource, { parentRef });
      expect(refused.status).toBe(400);
      expect(refused.body.fields[0].field).toBe('parentRef');
    }

    await portal.book('researcher', {
      resourceRefs: [top.entityRef],
      start: hours(1),
      end: hours(3),
    });
    const onLoose = await portal.book('developer', {
      resourceRefs: [loose.entityRef],
      start: hours(2),
      end: hours(4),
    });
    const refused = await patch(loose, { parentRef: mid.entityRef });
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts.map((c: any) => c.bookingId)).toContain(
      onLoose.id,
    );
    await portal.done('developer', 'POST', `/bookings/${onLoose.id}/cancel`);
    const moved = await patch(loose, { parentRef: mid.entityRef });
    expect(moved.status).toBe(200);
    const below = await portal.call('developer', 'POST', '/bookings', {
      body: {
        resourceRefs: [loose.entityRef],
        title: 'Run',
        start: hours(2),
        end: hours(4),
      },
    });
    expect(below.status).toBe(409);
  });
});
