import { TestDatabases } from '@backstage/backend-test-utils';
import { ManualClock } from '@callboard/backend-database';
import { postgres } from '../__testUtils__/startPortal';
import {
  DEVELOPER,
  reviewer,
  startEngine,
  type TestEngine,
} from '../__testUtils__/startEngine';
import type { ServiceRecord } from './types';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY_MS = 86_400_000;
const OWNER = { actor: DEVELOPER };

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('the end of services on %p', id => {
  let engine: TestEngine;
  let clock: ManualClock;
  let count = 0;

  beforeAll(async () => {
    clock = new ManualClock('2027-03-01T10:00:00Z');
    engine = await startEngine(await databases.init(id), { clock });
  });
  afterAll(() => engine.close());

  const service = async (serviceId: string): Promise<ServiceRecord> =>
    (await engine.database.read(db => engine.services.get(db, serviceId)))!;

  async function ending(
    endDate: string,
    parameters = {},
  ): Promise<ServiceRecord> {
    const request = await engine.asked(
      [postgres(`ending-${++count}`, parameters)],
      { endDate },
    );
    await engine.bringAbout(request);
    return service(request.items[0].placements[0].serviceId);
  }

  const requestsOf = async (serviceId: string) => {
    const { items } = await engine.database.read(db =>
      engine.requests.list(db, { serviceId, order: 'newest', limit: 10 }),
    );
    return items.filter(request => request.automatic);
  };

  it('is warned of once for each step, and asked for by itself', async () => {
    clock.now = Date.parse('2027-03-01T10:00:00Z');
    const made = await ending('2027-03-31');
    const warnings = async () =>
      (await engine.eventsOf(`service:${made.id}`)).filter(
        type => type === 'service.expiring',
      ).length;
    await engine.ends.run();
    expect(await warnings()).toBe(0);
    clock.now = Date.parse('2027-03-20T10:00:00Z');
    await engine.ends.run();
    await engine.ends.run();
    expect(await warnings()).toBe(1);
    clock.now = Date.parse('2027-03-29T10:00:00Z');
    await engine.ends.run();
    expect(await warnings()).toBe(2);
    clock.now = Date.parse('2027-04-01T00:00:01Z');
    await Promise.all([engine.ends.run(), engine.ends.run()]);
    await engine.ends.run();
    const [opened, ...more] = await requestsOf(made.id);
    expect(more).toEqual([]);
    expect(opened).toMatchObject({
      status: 'submitted',
      requestedBy: 'system',
      owner: made.owner,
      items: [{ operation: 'decommission', name: made.name }],
    });
    // Like every removal it wants two people.
    expect(engine.assessor.approvalsNeeded(opened)).toBe(2);
  });

  it('moves, which takes back what was asked for', async () => {
    clock.now = Date.parse('2027-05-01T10:00:00Z');
    const made = await ending('2027-05-10');
    clock.now = Date.parse('2027-05-11T10:00:00Z');
    await engine.ends.run();
    const [opened] = await requestsOf(made.id);
    expect(opened.status).toBe('submitted');
    await expect(
      engine.ends.extend(made.id, '2027-05-01', OWNER),
    ).rejects.toThrow('endDate is past');
    await engine.ends.extend(made.id, '2027-07-01', OWNER);
    expect((await requestsOf(made.id))[0].status).toBe('withdrawn');
    expect(await service(made.id)).toMatchObject({ endDate: '2027-07-01' });
    clock.now = Date.parse('2027-07-02T10:00:00Z');
    await engine.ends.run();
    expect((await requestsOf(made.id)).map(({ status }) => status)).toEqual(
      expect.arrayContaining(['withdrawn', 'submitted']),
    );
  });

  it('waits as a draft where something is in the way', async () => {
    clock.now = Date.parse('2027-08-01T10:00:00Z');
    const made = await ending('2027-08-10', { deletionProtection: true });
    clock.now += 20 * DAY_MS;
    await engine.ends.run();
    await engine.ends.run();
    expect(await requestsOf(made.id)).toMatchObject([{ status: 'draft' }]);
    // Days later it is the same draft, and an extension takes it back.
    clock.now += 3 * DAY_MS;
    await engine.ends.run();
    expect(await requestsOf(made.id)).toHaveLength(1);
    await engine.ends.extend(made.id, '2027-10-01', OWNER);
    expect(await requestsOf(made.id)).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('moves not at all where it is being decommissioned at that moment', async () => {
    clock.now = Date.parse('2027-11-01T10:00:00Z');
    const made = await ending('2027-11-10');
    clock.now = Date.parse('2027-11-11T10:00:00Z');
    await engine.ends.run();
    const [opened] = await requestsOf(made.id);
    const { manifestHash } = (await engine.database.read(db =>
      engine.reviews.revision(db, opened.id, 1),
    ))!;
    for (const by of ['first', 'second']) {
      await engine.review.approve(
        opened.id,
        { revision: 1, manifestHash },
        reviewer(`user:default/${by}`),
      );
    }
    await engine.until(opened.id, 'pr_open');
    // As a backend leaves it that stops between asking git and writing it down.
    await engine.database.write(tx =>
      tx
        .knex('change_set')
        .where({ request_id: opened.id })
        .update({ state: 'merging', due_at: null }),
    );
    const before = await service(made.id);
    const events = await engine.eventsOf(`service:${made.id}`);
    await expect(
      engine.ends.extend(made.id, '2027-12-01', OWNER),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(await service(made.id)).toEqual(before);
    expect(await engine.eventsOf(`service:${made.id}`)).toEqual(events);
    expect(await requestsOf(made.id)).toMatchObject([{ status: 'pr_open' }]);
  });

  it('is not asked for again after a rejection, until it has moved', async () => {
    clock.now = Date.parse('2028-01-01T10:00:00Z');
    const made = await ending('2028-01-10');
    clock.now = Date.parse('2028-01-11T10:00:00Z');
    await engine.ends.run();
    const [opened] = await requestsOf(made.id);
    await engine.review.reject(
      opened.id,
      'It is needed until the move',
      reviewer('user:default/first'),
    );
    const statuses = async () =>
      (await requestsOf(made.id)).map(({ status }) => status);
    clock.now += 3 * DAY_MS;
    await engine.ends.run();
    expect(await statuses()).toEqual(['rejected']);
    await engine.ends.extend(made.id, '2028-02-01', OWNER);
    await engine.ends.run();
    expect(await statuses()).toEqual(['rejected']);
    clock.now = Date.parse('2028-02-02T10:00:00Z');
    await engine.ends.run();
    expect(await statuses()).toEqual(['submitted', 'rejected']);
  });

  it('is asked for again a day after it was only withdrawn', async () => {
    clock.now = Date.parse('2028-03-01T10:00:00Z');
    const made = await ending('2028-03-10');
    clock.now = Date.parse('2028-03-11T10:00:00Z');
    await engine.ends.run();
    const [opened] = await requestsOf(made.id);
    await engine.requestsService.end(
      opened.id,
      { status: 'withdrawn', type: 'request.withdrawn' },
      OWNER,
    );
    clock.now += DAY_MS / 2;
    await engine.ends.run();
    expect(await requestsOf(made.id)).toHaveLength(1);
    clock.now += DAY_MS / 2;
    await Promise.all([engine.ends.run(), engine.ends.run()]);
    expect((await requestsOf(made.id)).map(({ status }) => status)).toEqual([
      'submitted',
      'withdrawn',
    ]);
  });

  it('is also that of requests that nobody looks after', async () => {
    clock.now = Date.parse('2028-06-01T10:00:00Z');
    const request = await engine.asked([postgres('forgotten')]);
    await engine.expiry.run();
    expect(await engine.requestsService.get(request.id)).toMatchObject({
      status: 'submitted',
    });
    clock.now += 31 * DAY_MS;
    await Promise.all([engine.expiry.run(), engine.expiry.run()]);
    expect(await engine.requestsService.get(request.id)).toMatchObject({
      status: 'expired',
    });
    expect(
      (await engine.eventsOf(`request:${request.id}`)).filter(
        type => type === 'request.expired',
      ),
    ).toHaveLength(1);
    // Its name is free again.
    expect(await engine.asked([postgres('forgotten')])).toMatchObject({
      status: 'submitted',
    });
  });
});
