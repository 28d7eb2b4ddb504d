import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  BookingPreview,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { hoursOf } from '../__testUtils__/openingHours';
import {
  furnish,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** An hour of a day in a week's time. */
const next = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
const at = (time: string) => `${next}T${time}:00.000Z`;

describe.each(databases.eachSupportedId())('policies over HTTP on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.site({
      name: 'works',
      timeZone: 'UTC',
      openingHours: hoursOf('08:00-18:00'),
      admins: [principals.campusAdmin],
    });
    await portal.type({
      name: 'scope',
      policyDefaults: { maxMinutes: 240 },
    });
    await portal.resource({ name: 'bench' });
  });
  afterAll(() => portal.stop());

  /** Another microscope each time. */
  const scope = async (more: object = {}) => {
    count += 1;
    const { entityRef } = await portal.resource({
      name: `works-thing-${count}`,
      siteRef: 'resource:works',
      type: 'scope',
      ...more,
    });
    return entityRef;
  };
  const body = (ref: string, start: string, end: string, more = {}) => ({
    title: 'A run',
    resourceRefs: [ref],
    start: at(start),
    end: at(end),
    ...more,
  });
  const book = (who: Principal, sent: object) =>
    portal.call(who, 'POST', '/bookings', { body: sent });
  const preview = async (who: Principal, sent: object) =>
    portal.done<BookingPreview>(who, 'POST', '/bookings/preview', {
      body: sent,
    });
  const why = { override: { reason: 'A grant’s deadline' } };

  it('refuse what is outside opening hours, and offer what is not', async () => {
    const ref = await scope();
    const refused = await book('researcher', body(ref, '17:00', '19:00'));
    expect(refused.status).toBe(403);
    const denial = (refused.body.verdicts as Verdict[]).find(
      ({ result }) => result === 'deny',
    )!;
    expect(denial).toMatchObject({
      policy: 'opening-hours',
      code: 'outside_opening_hours',
      slot: { start: at('16:00'), end: at('18:00') },
      resourceRef: ref,
    });
    const previewed = await preview('researcher', body(ref, '17:00', '19:00'));
    expect(previewed.verdicts).toContainEqual(denial);
    expect(previewed.mayOverride).toBe(false);
    expect(previewed.suggestions[0]).toMatchObject(denial.slot!);
    expect((await book('researcher', body(ref, '16:00', '18:00'))).status).toBe(
      201,
    );
  });

  it('are kept where free time is looked for', async () => {
    const ref = await scope();
    const { items } = await portal.done<any>(
      'researcher',
      'GET',
      `/availability?from=${at('19:00')}&to=${new Date(Date.parse(at('19:00')) + 2 * 86_400_000).toISOString()}&resource=${ref}&minutes=120`,
    );
    const opening = new Date(Date.parse(at('08:00')) + 86_400_000);
    expect(items[0].next).toMatchObject({ start: opening.toISOString() });

    await book('researcher', body(ref, '16:00', '18:00'));
    const taken = await book('researcher', body(ref, '15:00', '17:00'));
    expect(taken.status).toBe(409);
    expect(taken.body.suggestions).not.toEqual([]);
    for (const { start, end } of taken.body.suggestions) {
      expect(start.slice(11, 16) >= '08:00').toBe(true);
      expect(end.slice(11, 16) <= '18:00').toBe(true);
    }
  });

  it('count what a team has together', async () => {
    await portal.type({
      name: 'shared',
      policyDefaults: {
        quotas: [{ per: 'group', of: 'hours', amount: 3, in: 'day' }],
      },
    });
    const ref = await scope({ type: 'shared' });
    const quotaIn = ({ verdicts }: { verdicts: Verdict[] }) =>
      verdicts.find(({ policy }) => policy === 'quota');
    await book('researcher', body(ref, '10:00', '12:00'));

    const previewed = await preview('colleague', body(ref, '12:00', '13:00'));
    expect(quotaIn(previewed)).toMatchObject({
      result: 'allow',
      use: { ref: 'group:default/lab', used: 2, wanted: 1, amount: 3 },
    });
    const refused = await book('colleague', body(ref, '12:00', '14:00'));
    expect(refused.status).toBe(403);
    expect(quotaIn(refused.body as never)).toMatchObject({
      code: 'quota_group',
      message: expect.stringContaining('The people of lab together'),
      slot: { start: at('12:00'), end: at('13:00') },
    });
    expect((await book('developer', body(ref, '12:00', '14:00'))).status).toBe(
      201,
    );
  });

  it('are set aside by the site’s admin, with a reason that is kept', async () => {
    const ref = await scope();
    const long = body(ref, '12:00', '20:00');
    expect((await preview('campusAdmin', long)).mayOverride).toBe(true);
    expect((await book('campusAdmin', long)).status).toBe(403);
    const previewed = await preview('campusAdmin', { ...long, ...why });
    expect(
      previewed.verdicts.filter(({ overridden }) => overridden),
    ).toMatchObject([{ code: 'too_long' }, { code: 'outside_opening_hours' }]);

    const made = await book('campusAdmin', { ...long, ...why });
    expect(made).toMatchObject({
      status: 201,
      body: {
        status: 'confirmed',
        policyOverride: {
          by: principals.campusAdmin,
          reason: why.override.reason,
          codes: ['too_long', 'outside_opening_hours'],
        },
      },
    });
    const [event] = await portal
      .knex('outbox_event')
      .where({ aggregate: `booking:${made.body.id}`, type: 'booking.created' });
    const data =
      typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
    expect(data.booking.policyOverride).toEqual(made.body.policyOverride);
  });

  it('are set aside by nobody else, and not where one resource is another’s', async () => {
    const ref = await scope();
    const long = { ...body(ref, '08:00', '14:00'), ...why };
    for (const who of ['researcher', 'operations', 'cloudAdmin'] as const) {
      const refused = await book(who, long);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain(
        'You may not set the rules of',
      );
      expect(
        (await portal.call(who, 'POST', '/bookings/preview', { body: long }))
          .status,
      ).toBe(403);
    }
    const elsewhere = await portal.resource({
      name: `cloud-thing-${count}`,
      siteRef: 'resource:cloud',
    });
    const both = { ...long, resourceRefs: [ref, elsewhere.entityRef] };
    expect((await book('campusAdmin', both)).status).toBe(403);
    expect((await book('admin', both)).status).toBe(201);
  });

  it('stay on record for the change that set them aside, and no longer', async () => {
    const ref = await scope();
    const made = await portal.book('campusAdmin', body(ref, '10:00', '11:00'));
    expect(made.policyOverride).toBeUndefined();
    const patch = async (sent: object) =>
      portal.call('campusAdmin', 'PATCH', `/bookings/${made.id}`, {
        body: sent,
        headers: { 'if-match': '*' },
      });
    expect((await patch({ end: at('19:00') })).status).toBe(403);
    const overridden = await patch({ end: at('19:00'), ...why });
    expect(overridden.body.policyOverride.codes).toEqual([
      'too_long',
      'outside_opening_hours',
    ]);
    const renamed = await patch({ title: 'Another run' });
    expect(renamed.body.policyOverride).toEqual(overridden.body.policyOverride);
    const back = await patch({ end: at('12:00'), ...why });
    expect(back.body.policyOverride).toBeUndefined();
  });

  it('are not set aside where nothing is there to book', async () => {
    const ref = await scope();
    const { items } = await portal.done<any>(
      'admin',
      'GET',
      `/resources?ref=${ref}`,
    );
    await portal.done('admin', 'DELETE', `/resources/${items[0].id}`);
    const refused = await book('admin', {
      ...body(ref, '10:00', '11:00'),
      ...why,
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const nothing = await book('admin', {
      ...body(await scope(), '10:00', '11:00'),
      override: { reason: '' },
    });
    expect(nothing.status).toBe(400);
  });
});
