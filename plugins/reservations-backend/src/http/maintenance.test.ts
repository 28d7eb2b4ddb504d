import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Availability,
  MaintenancePreview,
  MaintenanceWindow,
  Page,
  Problem,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import {
  eventually,
  furnish,
  hours,
  minutes,
  type Portal,
  type Principal,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())(
  'maintenance and problems over HTTP, %s',
  databaseId => {
    let portal: Portal;
    let node: Resource;

    beforeAll(async () => {
      portal = await startPortal(await databases.init(databaseId));
      await furnish(portal);
      node = await portal.resource({ name: 'node-1' });
      await portal.resource({ name: 'node-2' });
    });

    afterAll(() => portal.stop());

    const schedule = (who: Principal, body: object) =>
      portal.call<MaintenanceWindow>(who, 'POST', '/maintenance-windows', {
        body: {
          resourceRef: node.entityRef,
          from: hours(24),
          until: hours(26),
          title: 'New disks',
          ...body,
        },
      });

    const previewed = (who: Principal, from: number, until: number) =>
      portal.call<MaintenancePreview>(
        who,
        'POST',
        '/maintenance-windows/preview',
        {
          body: {
            resourceRef: node.entityRef,
            from: hours(from),
            until: hours(until),
          },
        },
      );

    it('says who is hit and where they could go, and moves them', async () => {
      const booking = await portal.book('researcher', {
        resourceRefs: [node.entityRef],
        start: hours(25),
        end: hours(27),
      });
      const { body: preview } = await previewed('campusAdmin', 24, 26);
      expect(preview).toMatchObject({
        truncated: false,
        affected: [
          {
            bookingId: booking.id,
            relation: 'direct',
            owner: 'user:default/researcher',
            actions: ['cancel', 'move'],
          },
        ],
      });
      expect(preview.affected[0].alternatives).toEqual(
        expect.arrayContaining([
          {
            resourceRefs: ['resource:default/node-2'],
            start: hours(25),
            end: hours(27),
            sameTime: true,
          },
          {
            resourceRefs: [node.entityRef],
            start: hours(26),
            end: hours(28),
            sameTime: false,
          },
        ]),
      );
      const before = await portal.rowCounts();
      await previewed('campusAdmin', 24, 26);
      expect(await portal.rowCounts()).toEqual(before);

      const made = await schedule('campusAdmin', { affected: 'move' });
      expect(made.status).toBe(201);
      expect(made.body.outcomes).toMatchObject([
        {
          bookingId: booking.id,
          outcome: 'moved',
          resourceRefs: ['resource:default/node-2'],
        },
      ]);
      const refused = await portal.call('researcher', 'POST', '/bookings', {
        body: {
          title: 'x',
          resourceRefs: [node.entityRef],
          start: hours(24),
          end: hours(25),
        },
      });
      expect(refused.status).toBe(403);
      expect(refused.body.verdicts).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ code: 'maintenance_window' }),
        ]),
      );
      const { items } = await portal.done<Page<Availability>>(
        'researcher',
        'GET',
        `/availability?resource=${node.entityRef}&from=${hours(23)}&to=${hours(28)}&minutes=180`,
      );
      expect(items[0]).toMatchObject({
        status: 'active',
        maintenance: [{ id: made.body.id, from: hours(24), until: hours(26) }],
        free: [
          { start: hours(23), end: hours(24) },
          { start: hours(26), end: hours(28) },
        ],
      });
      expect(items[0].next).toBeUndefined();
      const listed = await portal.done<Page<MaintenanceWindow>>(
        'researcher',
        'GET',
        `/maintenance-windows?resource=${node.entityRef}&from=${hours(25)}&to=${hours(30)}`,
      );
      expect(listed.items).toMatchObject([{ id: made.body.id, actions: [] }]);
      await portal.done(
        'campusAdmin',
        'POST',
        `/maintenance-windows/${made.body.id}/cancel`,
      );
      const after = await portal.done<Page<MaintenanceWindow>>(
        'researcher',
        'GET',
        `/maintenance-windows?resource=${node.entityRef}`,
      );
      expect(after.items).toEqual([]);
    });

    it('is for who may change the resource, and hides what is hidden', async () => {
      expect((await schedule('researcher', {})).status).toBe(403);
      expect((await schedule('auditor', {})).status).toBe(403);
      const hidden = await schedule('campusAdmin', {
        resourceRef: 'resource:default/vault-box',
      });
      expect(hidden.status).toBe(404);
      const secret = await schedule('vaultAdmin', {
        resourceRef: 'resource:default/vault-box',
      });
      const path = `/maintenance-windows/${secret.body.id}`;
      expect((await portal.call('researcher', 'GET', path)).status).toBe(404);
      const listed = await portal.done<Page<MaintenanceWindow>>(
        'researcher',
        'GET',
        '/maintenance-windows',
      );
      expect(listed.items.map(({ id }) => id)).not.toContain(secret.body.id);
    });

    it('names the field that is wrong', async () => {
      for (const [body, field] of [
        [{ until: hours(23) }, 'until'],
        [{ from: hours(-30), until: hours(26) }, 'from'],
        [{ from: hours(-30), until: hours(-29) }, 'from'],
        [{ affected: 'forget' }, 'affected'],
      ] as const) {
        const refused = await schedule('admin', body);
        expect(refused.status).toBe(400);
        expect(refused.body).toMatchObject({ fields: [{ field }] });
      }
    });

    it('needs the version that was seen to change one', async () => {
      const { body } = await schedule('admin', {});
      const path = `/maintenance-windows/${body.id}`;
      const change = (headers: Record<string, string>) =>
        portal.call('admin', 'PATCH', path, {
          body: { title: 'Newer disks' },
          headers,
        });
      expect((await change({})).status).toBe(428);
      expect((await change({ 'if-match': '"7"' })).status).toBe(412);
      expect((await change({ 'if-match': '"1"' })).body).toMatchObject({
        title: 'Newer disks',
        version: 2,
      });
      await portal.done('admin', 'POST', `${path}/cancel`);
      expect((await change({ 'if-match': '"3"' })).status).toBe(409);
    });

    it('leaves bookings that the caller may not cancel, and says so', async () => {
      const led = await portal.resource({
        name: 'led-node',
        owner: 'group:default/lab',
      });
      const foreign = await portal.book('developer', {
        resourceRefs: [led.entityRef],
        start: hours(50),
        end: hours(51),
      });
      const { body } = await schedule('labLead', {
        resourceRef: led.entityRef,
        from: hours(49),
        until: hours(52),
        affected: 'cancel',
      });
      expect(body.outcomes).toMatchObject([
        {
          bookingId: foreign.id,
          outcome: 'kept',
          message: 'You may not cancel this booking.',
        },
      ]);
    });

    it('takes a reported problem to maintenance in one step', async () => {
      const one = await portal.resource({ name: 'broken-1' });
      const booking = await portal.book('researcher', {
        resourceRefs: [one.entityRef],
        start: minutes(10),
        end: minutes(70),
      });
      const { body: problem, status } = await portal.call<Problem>(
        'researcher',
        'POST',
        `/resources/${one.id}/problems`,
        { body: { title: 'A fan is loud', bookingId: booking.id } },
      );
      expect(status).toBe(201);
      expect(problem).toMatchObject({ status: 'open', actions: [] });
      const open = (who: Principal) =>
        portal.call<Page<Problem>>(who, 'GET', '/problems?status=open');
      expect((await open('campusAdmin')).body.items).toMatchObject([
        {
          id: problem.id,
          actions: ['acknowledge', 'resolve', 'set-maintenance'],
        },
      ]);
      expect((await open('auditor')).body.items).toMatchObject([
        { id: problem.id, actions: [] },
      ]);
      expect((await open('cloudAdmin')).body.items).toEqual([]);
      expect(
        (await portal.call('researcher', 'GET', `/problems/${problem.id}`))
          .status,
      ).toBe(200);
      expect(
        (await portal.call('developer', 'GET', `/problems/${problem.id}`))
          .status,
      ).toBe(404);

      const set = (who: Principal) =>
        portal.call<MaintenanceWindow>(
          who,
          'POST',
          `/problems/${problem.id}/maintenance`,
          { body: { until: minutes(180), affected: 'move' } },
        );
      expect((await set('researcher')).status).toBe(403);
      const window = await set('campusAdmin');
      expect(window.body).toMatchObject({
        title: 'A fan is loud',
        outcomes: [{ bookingId: booking.id, outcome: 'moved' }],
      });
      const now = await portal.done<Problem>(
        'campusAdmin',
        'GET',
        `/problems/${problem.id}`,
      );
      expect(now).toMatchObject({
        status: 'acknowledged',
        maintenanceId: window.body.id,
      });
      await eventually(
        () =>
          portal.done<MaintenanceWindow>(
            'researcher',
            'GET',
            `/maintenance-windows/${window.body.id}`,
          ),
        ({ status: is }) => is === 'active',
      );
      expect(
        await portal.done('researcher', 'GET', `/resources/${one.id}`),
      ).toMatchObject({
        status: 'active',
        maintenance: { id: window.body.id },
      });
      await portal.done(
        'campusAdmin',
        'POST',
        `/problems/${problem.id}/resolve`,
        {
          body: { resolution: 'Replaced' },
        },
      );
      const again = await portal.call(
        'campusAdmin',
        'POST',
        `/problems/${problem.id}/resolve`,
      );
      expect(again.status).toBe(409);
      await portal.done(
        'campusAdmin',
        'POST',
        `/maintenance-windows/${window.body.id}/end`,
      );
      expect(
        await portal.done('researcher', 'GET', `/resources/${one.id}`),
      ).not.toHaveProperty('maintenance');
    });

    it('takes reports from bookers and those who take part, and nobody else', async () => {
      const vault = await portal.done<Page<Resource>>(
        'admin',
        'GET',
        '/resources?ref=resource:default/vault-box',
      );
      const [{ id }] = vault.items;
      const report = (who: Principal, body: object = {}) =>
        portal.call(who, 'POST', `/resources/${id}/problems`, {
          body: { title: 'It smells', ...body },
        });
      expect((await report('researcher')).status).toBe(404);
      // Not to see it comes before what is wrong with the report.
      const wrong = { title: 5 };
      expect((await report('researcher', wrong)).status).toBe(404);
      expect((await report('auditor')).status).toBe(403);
      expect((await report('nobody')).status).toBe(401);
      expect((await report('insider')).status).toBe(201);
      const booking = await portal.book('insider', {
        resourceRefs: ['resource:default/vault-box'],
        start: hours(80),
        end: hours(81),
        participants: ['user:default/researcher'],
      });
      const part = { bookingId: booking.id };
      expect((await report('researcher', part)).status).toBe(201);
      expect((await report('researcher', { ...part, ...wrong })).status).toBe(
        400,
      );
      expect((await report('developer', part)).status).toBe(404);
      const other = await portal.book('researcher', {
        resourceRefs: [node.entityRef],
        start: hours(80),
        end: hours(81),
      });
      expect(
        (await report('insider', { bookingId: other.id })).body,
      ).toMatchObject({ fields: [{ field: 'bookingId' }] });
    });
  },
);
