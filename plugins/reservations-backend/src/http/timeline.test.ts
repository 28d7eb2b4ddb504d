import { TestDatabases } from '@backstage/backend-test-utils';
import type { Timeline } from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'what has happened to a booking on %p',
  id => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal(await databases.init(id));
      await furnish(portal);
      await portal.resource({ name: 'bench' });
    });
    afterAll(() => portal.stop());

    const timeline = (who: Principal, booking: string) =>
      portal.call<Timeline>(who, 'GET', `/bookings/${booking}/timeline`);
    const change = (who: Principal, booking: string, body: object) =>
      portal.done(who, 'PATCH', `/bookings/${booking}`, {
        headers: { 'if-match': '*' },
        body,
      });

    it('is told in order, with who did it and what they changed', async () => {
      const booking = await portal.book('researcher', {
        resourceRefs: ['resource:default/bench'],
        start: hours(1),
        end: hours(2),
      });
      await change('campusAdmin', booking.id, { end: hours(3) });
      await portal.done(
        'researcher',
        'POST',
        `/bookings/${booking.id}/cancel`,
        { body: { reason: 'Broken sample' } },
      );

      const { body } = await timeline('developer', booking.id);

      expect(body).toMatchObject({ complete: true, missing: [] });
      expect(body.items.filter(({ kind }) => kind === 'transition')).toEqual([
        expect.objectContaining({
          code: 'booking.created',
          actor: principals.researcher,
        }),
        expect.objectContaining({
          code: 'booking.changed',
          actor: principals.campusAdmin,
          changes: [{ field: 'end', before: hours(2), after: hours(3) }],
        }),
        expect.objectContaining({
          code: 'booking.cancelled',
          message: 'Broken sample',
        }),
      ]);
    });

    it('does not tell of a place that its reader may not know', async () => {
      const booking = await portal.book('admin', {
        resourceRefs: ['resource:default/vault-box'],
        start: hours(5),
        end: hours(6),
      });
      const hidden = await timeline('developer', booking.id);
      expect(hidden.status).toBe(404);
      await change('admin', booking.id, {
        resourceRefs: ['resource:default/bench'],
      });

      const seen = await timeline('developer', booking.id);
      expect(seen.text).not.toContain('vault');
      const changed = seen.body.items.find(
        ({ code }) => code === 'booking.changed',
      );
      expect(changed!.changes).toContainEqual({
        field: 'resourceRefs',
        after: ['resource:default/bench'],
      });
      const full = await timeline('admin', booking.id);
      expect(full.text).toContain('vault-box');
    });

    it('is the same for an agent, and not there for a stranger', async () => {
      const booking = await portal.book('researcher', {
        resourceRefs: ['resource:default/bench'],
        start: hours(8),
        end: hours(9),
      });
      const told = await portal.invoke('developer', 'get-booking-timeline', {
        id: booking.id,
      });
      expect(told.body.output.items).toEqual(
        (await timeline('developer', booking.id)).body.items,
      );
      for (const [who, status] of [
        ['stranger', 404],
        ['guest', 404],
      ] as const) {
        const refused = await timeline(who, booking.id);
        expect([who, refused.status]).toEqual([who, status]);
      }
    });
  },
);
