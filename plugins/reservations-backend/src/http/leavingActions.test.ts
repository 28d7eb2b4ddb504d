import { TestDatabases } from '@backstage/backend-test-utils';
import type { CreatedFeedToken } from '@callboard/backstage-plugin-reservations-common';
import { randomUUID } from 'node:crypto';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const everyone = Object.keys(principals) as Principal[];
const person = principals.researcher;
const path = `/people/${encodeURIComponent(person)}`;

describe.each(databases.eachSupportedId())('actions on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.resource({ name: 'bench' });
  });
  afterAll(() => portal.stop());

  it('do about leaving what the route does, for whom it does', async () => {
    for (const who of everyone) {
      const answers = [
        [
          await portal.call(who, 'GET', `${path}/commitments`),
          await portal.invoke(who, 'list-commitments', { person }),
        ],
        [
          await portal.call(who, 'GET', '/departed'),
          await portal.invoke(who, 'list-departed', {}),
        ],
        [
          await portal.call(who, 'POST', `${path}/offboard`, {
            body: { keys: 'remove' },
          }),
          await portal.invoke(who, 'offboard-person', {
            person,
            keys: 'remove',
          }),
        ],
      ];
      for (const [routed, acted] of answers) {
        expect([who, acted.status]).toEqual([who, routed.status]);
      }
    }
  });

  it('list what somebody has, hand it over, and answer a retry the same', async () => {
    const booking = await portal.book('researcher', {
      resourceRefs: ['resource:default/bench'],
      start: hours(1),
      end: hours(2),
    });
    const listed = await portal.invoke('admin', 'list-commitments', { person });
    expect(listed.body.output).toMatchObject({
      person,
      inCatalog: true,
      bookings: [{ id: booking.id, title: 'A run', owner: person }],
      keys: 0,
    });
    const input = {
      person,
      bookings: [
        {
          id: booking.id.toUpperCase(),
          action: 'transfer',
          to: principals.developer,
        },
      ],
      idempotencyKey: randomUUID(),
    };
    for (const _ of [1, 2]) {
      const done = await portal.invoke('admin', 'offboard-person', input);
      expect(done.body.output).toEqual({
        results: [{ kind: 'booking', id: booking.id, outcome: 'transferred' }],
      });
    }
    const bad = await portal.invoke('admin', 'offboard-person', { person });
    expect(bad.status).toBe(400);
  });

  it('list and revoke one’s own feeds, and never show where they are', async () => {
    const { url, ...feed } = await portal.done<CreatedFeedToken>(
      'researcher',
      'POST',
      '/me/feed-tokens',
      { body: { title: 'Phone', scope: { kind: 'personal' } } },
    );
    const mine = await portal.invoke('researcher', 'list-calendar-feeds', {});
    expect(mine.body.output.feeds).toEqual([
      {
        id: feed.id,
        title: 'Phone',
        kind: 'personal',
        createdAt: feed.createdAt,
      },
    ]);
    const input = { id: feed.id };
    const theirs = await portal.invoke(
      'developer',
      'revoke-calendar-feed',
      input,
    );
    expect(theirs.status).toBe(404);
    expect((await fetch(url!)).status).toBe(200);
    const done = await portal.invoke(
      'researcher',
      'revoke-calendar-feed',
      input,
    );
    expect(done.body.output).toEqual(input);
    expect((await fetch(url!)).status).toBe(404);
  });
});
