import { createHmac } from 'node:crypto';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { Principal } from '@callboard/access-policy';
import { asUser, at, createWorld, type World } from '../__testUtils__/world';
import { FetchLimit } from '../feeds/FetchLimit';
import { CheckInLinks, createCheckInRouter } from '.';
import { readClaim, signClaim } from './token';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const RESEARCHER = 'user:default/researcher';

function member(ref: string): Principal {
  return { kind: 'user', ref, claims: [ref], roles: ['member'] };
}

describe('a signed claim', () => {
  const key = Buffer.alloc(32, 1);
  const claim = { bookingId: 'b', startAt: 5, ref: RESEARCHER };

  it('is read as it was signed', () => {
    expect(readClaim(signClaim(claim, key), key)).toEqual(claim);
  });

  it.each([
    ['signed with another key', signClaim(claim, Buffer.alloc(32, 2))],
    [
      'changed',
      signClaim({ ...claim, startAt: 6 }, key).replace(
        /\..*/,
        `.${signClaim(claim, key).split('.')[1]}`,
      ),
    ],
    [
      'signed for another purpose',
      ((payload: string) =>
        `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`)(
        signClaim(claim, key).split('.')[0],
      ),
    ],
    ['nothing', ''],
    ['anything', 'a.b'],
  ])('is not read if it is %s', (_, token) => {
    expect(readClaim(token, key)).toBeUndefined();
  });
});

describe.each(databases.eachSupportedId())('links to check in on %p', id => {
  let world: World;
  let links: CheckInLinks;
  let base: string;
  let stop: () => Promise<void>;
  const roles = new Map<string, Principal>();

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
    await world.type('attended', {
      policyDefaults: { checkIn: { opensMinutes: 10, withinMinutes: 20 } },
    });
    await world.resource('scope', {
      type: 'attended',
      title: 'Scope <1>',
    });
    roles.clear();
    links = CheckInLinks.create({
      keys: world.signingKeys,
      bookings: world.bookings,
      inventory: world.inventory,
      people: { principal: async ref => roles.get(ref) ?? member(ref) },
      discovery: mockServices.discovery.mock({
        getExternalBaseUrl: async () => 'https://portal/api/reservations',
      }),
      limit: FetchLimit.create(),
      now: async () => world.clock.now,
      enforced: true,
    });
    const plugin = createBackendPlugin({
      pluginId: 'reservations',
      register(env) {
        env.registerInit({
          deps: {
            router: coreServices.httpRouter,
            logger: coreServices.logger,
          },
          async init({ router, logger }) {
            router.addAuthPolicy({
              path: '/check-in',
              allow: 'unauthenticated',
            });
            router.use(createCheckInRouter({ links, logger }));
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [plugin],
    });
    base = `http://127.0.0.1:${backend.server.port()}/api/reservations/check-in`;
    stop = () => backend.stop();
  });
  afterEach(() => stop());

  const tokenFor = async (booking: string, ref = RESEARCHER) => {
    const link = await links.checkInLink(
      await world.bookings.get(booking),
      ref,
    );
    const prefix = 'https://portal/api/reservations/check-in/';
    expect(link!.startsWith(prefix)).toBe(true);
    return link!.slice(prefix.length);
  };
  const follow = async (token: string, method = 'GET', language = 'en') => {
    const answer = await fetch(`${base}/${token}`, {
      method,
      headers: { 'accept-language': language },
    });
    return {
      status: answer.status,
      text: await answer.text(),
      headers: answer.headers,
    };
  };
  const book = () =>
    world.book('scope', '10:00', '11:00', { title: 'A <b>run</b>' });

  it('show a page that changes nothing, and check in by its button', async () => {
    const { id: booking } = await book();
    const token = await tokenFor(booking);
    world.clock.now = Date.parse(at('09:40'));
    const early = await follow(token);
    expect(early.text).toContain('Check-in opens at 10:50');
    expect(early.text).not.toContain('<form');
    expect((await follow(token, 'POST')).text).toContain('Check-in opens');

    world.clock.now = Date.parse(at('09:55'));
    const open = await follow(token);
    expect(open.status).toBe(200);
    expect(open.text).toContain('A &lt;b&gt;run&lt;/b&gt;');
    expect(open.text).toContain('Scope &lt;1&gt;');
    expect(open.text).toContain('<form method="post">');
    expect(open.headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
    expect((await follow(token, 'GET', 'it-IT,en')).text).toContain(
      'Fai il check-in ora',
    );
    expect((await world.bookings.get(booking)).checkedInAt).toBeUndefined();

    expect((await follow(token, 'POST')).text).toContain('You are checked in.');
    expect((await follow(token, 'POST')).text).toContain('You are checked in.');
    expect((await world.bookings.get(booking)).checkedInAt).toBe(
      world.clock.now,
    );
    const events = await world.events('booking.checked_in');
    expect(events).toHaveLength(1);
    const [row] = (await world.rows('outbox_event')).filter(
      ({ type }) => type === 'booking.checked_in',
    );
    expect(row.actor).toBe(RESEARCHER);
  });

  it('are of no use once it is too late', async () => {
    const { id: booking } = await book();
    const token = await tokenFor(booking);
    world.clock.now = Date.parse(at('10:20'));
    expect((await follow(token, 'POST')).text).toContain('no longer check in');
    await world.lifecycle.step();
    expect((await follow(token)).text).toContain('no longer check in');
  });

  it('are for one start, one person and one booking', async () => {
    const { id: booking } = await book();
    const token = await tokenFor(booking);
    const unknown = await follow(`${token}x`);
    expect(unknown.status).toBe(404);
    // Nothing tells one that was good from one that never was.
    await world.bookings.update(booking, { start: at('10:05') }, 1, asUser());
    expect(await follow(token)).toMatchObject({
      status: 404,
      text: unknown.text,
    });
    const moved = await tokenFor(booking);
    expect((await follow(moved)).status).toBe(200);
    // Whoever could not check in signed in cannot by a link.
    expect(
      (await follow(await tokenFor(booking, 'user:default/other'))).status,
    ).toBe(404);
    roles.set(RESEARCHER, { ...member(RESEARCHER), claims: [], roles: [] });
    expect((await follow(moved)).status).toBe(404);
  });

  it('are for what asks for it', async () => {
    await world.resource('plain');
    const booking = await world.book('plain', '10:00', '11:00');
    expect(await links.checkInLink(booking, RESEARCHER)).toBeUndefined();
  });

  it('are not followed again and again', async () => {
    const { id: booking } = await book();
    const token = await tokenFor(booking);
    let last = 200;
    for (let n = 0; n < 25; n++) {
      last = (await follow(token)).status;
    }
    expect(last).toBe(429);
    expect((await follow('no-token')).status).toBe(404);
  });

  it('are the same on every backend', async () => {
    const again = await world.signingKeys.keyFor('check-in');
    const rows = await world.rows('signing_key');
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0].key, 'base64url')).toEqual(again);
    expect(await world.signingKeys.keyFor('other')).not.toEqual(again);
  });
});
