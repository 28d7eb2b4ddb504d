import { TestDatabases } from '@backstage/backend-test-utils';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('whose a booking is on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.resource({ name: 'bench' });
  });
  afterAll(() => portal.stop());

  /** A free hour of its own each time. */
  const run = (ref = 'resource:default/bench') => {
    count += 1;
    const [start, end] = [hours(count), hours(count + 1)];
    return { title: 'A run', resourceRefs: [ref], start, end };
  };
  const transfer = (who: Principal, booking: string, owner: string) =>
    portal.call(who, 'POST', `/bookings/${booking}/transfer`, {
      body: { owner, reason: 'On leave' },
    });
  const claims = async (booking: string) =>
    portal.knex('claim').where({ booking_id: booking }).orderBy('id');

  it('is handed on with its time, and who made it has no more say in it', async () => {
    const booking = await portal.book('researcher', run());
    const before = await claims(booking.id);
    const answer = await transfer('labLead', booking.id, principals.colleague);
    expect(answer.body).toMatchObject({
      version: 2,
      owner: principals.colleague,
      bookedBy: principals.researcher,
      start: booking.start,
      actions: ['update', 'cancel', 'transfer', 'extend'],
    });
    expect(await claims(booking.id)).toEqual(before);
    const [event] = await portal
      .knex('outbox_event')
      .where({ aggregate: `booking:${booking.id}`, type: 'booking.changed' });
    const data =
      typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
    expect(data).toMatchObject({
      booking: { owner: principals.colleague },
      before: { owner: principals.researcher },
      reason: 'transferred',
      message: 'On leave',
    });
    const retitle = { headers: { 'if-match': '*' }, body: { title: 'Mine' } };
    const path = `/bookings/${booking.id}`;
    const old = await portal.call('researcher', 'PATCH', path, retitle);
    expect(old.status).toBe(403);
    const now = await portal.call('colleague', 'PATCH', path, retitle);
    expect(now.status).toBe(200);

    const again = await transfer('labLead', booking.id, principals.colleague);
    expect(again.body.version).toBe(3);
  });

  it('cannot be handed to somebody unknown, without access, or of another team', async () => {
    const booking = await portal.book('researcher', run());
    const secret = await portal.book(
      'insider',
      run('resource:default/vault-box'),
    );
    for (const [who, booked, owner, status] of [
      ['campusAdmin', booking.id, 'user:default/not-there', 400],
      ['campusAdmin', booking.id, 'resource:default/bench', 400],
      ['campusAdmin', booking.id, principals.guest, 403],
      ['labLead', booking.id, principals.developer, 403],
      ['researcher', booking.id, principals.colleague, 403],
      ['vaultAdmin', secret.id, principals.developer, 403],
      ['cloudAdmin', secret.id, principals.cloudAdmin, 404],
      ['operations', booking.id, principals.colleague, 403],
    ] as const) {
      const answer = await transfer(who, booked, owner);
      expect([who, owner, answer.status]).toEqual([who, owner, status]);
    }
    const refused = await transfer(
      'vaultAdmin',
      secret.id,
      principals.developer,
    );
    expect(refused.body.verdicts).toMatchObject([
      { policy: 'access-grant', code: 'no_access' },
    ]);
    await portal.done('insider', 'POST', `/bookings/${secret.id}/cancel`);
    const over = await transfer('vaultAdmin', secret.id, principals.colleague);
    expect(over.status).toBe(409);
  });

  it('is somebody else’s only where they may be there themselves', async () => {
    for (const [who, ref, onBehalfOf, status] of [
      ['campusAdmin', 'bench', principals.developer, 201],
      ['campusAdmin', 'bench', 'group:default/lab', 201],
      ['campusAdmin', 'bench', 'user:default/not-there', 400],
      ['campusAdmin', 'bench', principals.gone, 400],
      ['campusAdmin', 'bench', principals.guest, 403],
      ['vaultAdmin', 'vault-box', principals.colleague, 201],
      ['vaultAdmin', 'vault-box', principals.developer, 403],
      ['labLead', 'bench', principals.researcher, 201],
      ['labLead', 'bench', 'group:default/lab', 201],
      ['labLead', 'bench', principals.developer, 403],
      ['labLead', 'vault-box', principals.colleague, 404],
      ['researcher', 'bench', principals.colleague, 403],
      ['researcher', 'bench', principals.researcher, 201],
    ] as const) {
      const body = { ...run(`resource:default/${ref}`), onBehalfOf };
      const answer = await portal.call(who, 'POST', '/bookings', { body });
      const made = answer.status === 201;
      expect([
        who,
        ref,
        answer.status,
        answer.body.owner,
        answer.body.bookedBy,
      ]).toEqual([
        who,
        ref,
        status,
        made ? onBehalfOf : undefined,
        made ? principals[who] : undefined,
      ]);
    }
  });

  it('is the account’s owner’s, where a pipeline books', async () => {
    const answer = await portal.call('campusPipeline', 'POST', '/bookings', {
      body: run(),
    });
    expect(answer.body).toMatchObject({
      owner: 'group:default/lab',
      bookedBy: principals.campusPipeline,
      actions: ['update', 'cancel', 'extend'],
    });
    const both = await portal.call('campusPipeline', 'POST', '/bookings', {
      body: {
        ...run(),
        resourceRefs: ['resource:default/bench', 'resource:default/vault-box'],
      },
    });
    expect(both.status).toBe(404);
  });
});
