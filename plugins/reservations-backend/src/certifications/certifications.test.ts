import { TestDatabases } from '@backstage/backend-test-utils';
import { openBackends, tally } from '../__testUtils__/backends';
import { asUser, at, createWorld, type World } from '../__testUtils__/world';
import { DAY_MS } from '../domain/intervals';
import { importHoldings } from './importHoldings';
import { readHoldingLines } from './readHoldingLines';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = asUser('admin');
const RESEARCHER = 'user:default/researcher';

describe.each(databases.eachSupportedId())('certifications on %p', id => {
  async function prepare(world: World) {
    await world.type('certified', {
      policyDefaults: { certifications: ['microscope-user'] },
    });
    await world.resource('scope', { type: 'certified' });
    const { certifications } = world;
    return certifications.create(
      {
        name: 'Microscope-User',
        title: 'Microscope user',
        siteId: world.site.id,
        validityMonths: 12,
      },
      admin,
    );
  }

  async function createTestWorld() {
    const world = await createWorld(await databases.init(id));
    return { world, certification: await prepare(world) };
  }

  const codeOf = async (booking: Promise<unknown>) => {
    const error = await booking.then(
      () => undefined,
      refused => refused,
    );
    return error?.details?.verdicts?.find(
      ({ result }: { result: string }) => result === 'deny',
    )?.code;
  };
  const notices = async (world: World, bookingId: string) =>
    (await world.bookings.get(bookingId)).notices.map(({ code }) => code);

  it('lets only those book who hold it until the end', async () => {
    const { world, certification } = await createTestWorld();
    const book = (end: string) => world.book('scope', '10:00', end);
    expect(await codeOf(book('11:00'))).toBe('certification_missing');

    await world.certifications.grant(
      certification.id,
      RESEARCHER,
      { until: Date.parse(at('12:00')) },
      admin,
    );
    expect(await codeOf(book('12:30'))).toBe('certification_expired');
    await book('12:00');
    await expect(
      world.certifications.grant(certification.id, RESEARCHER, {}, admin),
    ).rejects.toThrow('renew it instead');
  });

  it('lasts as long as the certification says, by the site’s calendar', async () => {
    const { world, certification } = await createTestWorld();
    const { holding } = await world.certifications.grant(
      certification.id,
      RESEARCHER,
      { from: Date.parse('2027-03-29T10:00:00Z') },
      admin,
    );
    // At noon in Rome, where it is summer time on both days.
    expect(holding.until).toBe(Date.parse('2028-03-29T10:00:00Z'));
    const renewed = await world.certifications.renew(
      holding.id,
      { until: null },
      admin,
    );
    expect(renewed.holding).toMatchObject({ version: 2, until: undefined });
  });

  it('marks what rests on a revoked one, and unmarks it when it is granted anew', async () => {
    const { world, certification } = await createTestWorld();
    const granted = await world.certifications.grant(
      certification.id,
      RESEARCHER,
      {},
      admin,
    );
    const first = await world.book('scope', '14:00', '15:00');
    const second = await world.book('scope', '10:00', '11:00');

    const revoked = await world.certifications.revoke(
      granted.holding.id,
      'Not trained on the new stage',
      admin,
    );

    expect(revoked.affectedBookings).toEqual([second.id, first.id]);
    expect(await notices(world, first.id)).toEqual(['certification_missing']);
    expect((await world.bookings.get(first.id)).status).toBe('confirmed');
    expect(
      await codeOf(
        world.bookings.update(first.id, { end: at('16:00') }, '*', asUser(), {
          owner: RESEARCHER,
        }),
      ),
    ).toBe('certification_revoked');

    const again = await world.certifications.grant(
      certification.id,
      RESEARCHER,
      {},
      admin,
    );
    expect(again.affectedBookings).toEqual([]);
    expect(await notices(world, first.id)).toEqual([]);
    const types = (await world.events('certification.')).map(
      ({ type, data }) => [type, data.affectedBookings?.length],
    );
    expect(types).toEqual([
      ['certification.created', undefined],
      ['certification.granted', undefined],
      ['certification.revoked', 2],
      ['certification.granted', undefined],
    ]);
  });

  it('lets a booking be handed on only to somebody who is certified', async () => {
    const { world, certification } = await createTestWorld();
    const { grant } = world.certifications;
    await grant.call(
      world.certifications,
      certification.id,
      RESEARCHER,
      {},
      admin,
    );
    const booking = await world.book('scope', '10:00', '11:00');
    const to = (owner: string) =>
      world.bookings.transfer(booking.id, { owner }, admin);

    expect(await codeOf(to('user:default/colleague'))).toBe(
      'certification_missing',
    );
    await world.certifications.grant(
      certification.id,
      'user:default/colleague',
      {},
      admin,
    );
    await to('user:default/colleague');
  });

  it('tells once that one expires within thirty days, and again after a renewal', async () => {
    const { world, certification } = await createTestWorld();
    const { holding } = await world.certifications.grant(
      certification.id,
      RESEARCHER,
      { until: world.clock.now + 31 * DAY_MS },
      admin,
    );
    expect(await world.expiryNotices.run()).toBe(0);
    world.clock.advance(2 * DAY_MS);
    expect(await world.expiryNotices.run()).toBe(1);
    expect(await world.expiryNotices.run()).toBe(0);
    await world.certifications.renew(
      holding.id,
      { until: world.clock.now + 20 * DAY_MS },
      admin,
    );
    expect(await world.expiryNotices.run()).toBe(1);
    expect(await world.events('certification.expiring')).toHaveLength(2);
  });

  it('imports a list line by line, and says the same before it does', async () => {
    const { world, certification } = await createTestWorld();
    const renewed = await world.certifications.grant(
      certification.id,
      RESEARCHER,
      {},
      admin,
    );
    const lines = readHoldingLines(
      [
        'person,validUntil',
        'colleague,2028-01-01',
        'researcher,2029-01-01',
        'colleague,2030-01-01',
        'nobody,',
        'late,2020-01-01',
        ',',
      ].join('\n'),
      'Europe/Rome',
    );
    const importing = (dryRun: boolean) =>
      world.certifications.write({}, place =>
        importHoldings(place, {
          service: world.certifications,
          holdings: world.holdings,
          certificationId: certification.id,
          lines,
          people: new Set([
            RESEARCHER,
            'user:default/colleague',
            'user:default/late',
          ]),
          dryRun,
          actor: admin.actor,
        }),
      );

    const expected = [
      { line: 2, outcome: 'granted' },
      { line: 3, outcome: 'renewed' },
      { line: 4, outcome: 'failed', message: expect.stringContaining('above') },
      { line: 5, outcome: 'failed', message: 'is not in the catalog' },
      { line: 6, outcome: 'failed', message: expect.stringContaining('after') },
      { line: 7, outcome: 'failed', message: 'person must be a user' },
    ];
    expect(await importing(true)).toMatchObject(expected);
    expect(await world.rows('certification_holding')).toHaveLength(1);
    expect(await importing(false)).toMatchObject(expected);
    expect(await world.rows('certification_holding')).toHaveLength(2);
    expect(await importing(false)).toMatchObject([
      { outcome: 'unchanged' },
      { outcome: 'unchanged' },
      ...expected.slice(2),
    ]);
    const holding = await world.certifications.holding(renewed.holding.id);
    expect(holding?.until).toBe(Date.parse('2029-01-01T23:00:00Z'));
  });

  it('never leaves a booking on a revoked one unmarked', async () => {
    const backends = await openBackends(databases, id);
    try {
      const { world, other } = backends;
      const certification = await prepare(world);
      await other.inventory.latest();
      for (let round = 0; round < 5; round++) {
        const start = `2027-03-${16 + round}T10:00:00Z`;
        const end = `2027-03-${16 + round}T11:00:00Z`;
        const { holding } = await world.certifications.grant(
          certification.id,
          RESEARCHER,
          {},
          admin,
        );
        const outcomes = await Promise.allSettled([
          other.bookings.create(
            world.booking('scope', start, end),
            RESEARCHER,
            asUser(),
          ),
          world.certifications.revoke(holding.id, undefined, admin),
        ]);
        const [booked, revoked] = outcomes;
        const made = booked.status === 'fulfilled' ? [booked.value.id] : [];
        const marked =
          revoked.status === 'fulfilled'
            ? revoked.value.affectedBookings
            : [String(revoked.reason)];
        expect(marked).toEqual(expect.arrayContaining(made));
        expect(tally([revoked])).toEqual({ ok: 1 });
      }
    } finally {
      await backends.close();
    }
  });
});
