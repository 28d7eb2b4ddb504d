import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { type Door, doorsOf, expectedStatus, verdictOf } from '../doors';
import { operations } from '../portal/documents';
import {
  type Caller,
  callers,
  everyone,
  VAULT,
  type Who,
} from '../portal/people';
import {
  type Answer,
  type Portal,
  type Request,
  type Sent,
  startPortal,
} from '../portal/startPortal';
import { isAllowed } from '../table/holds';
import { createWorld, type Made, type World } from '../table/world';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

/** What a thing is known by, and the same of a thing that there is not. */
const NOTHING = {
  id: randomUUID() as string,
  entityRef: 'resource:default/no-such',
  name: 'no-such',
  code: 'no-such',
};
const NOT_A_GROUP = 'group:default/no-such';

function namesOf({ is }: Made): [name: string, other: string][] {
  const named: Partial<typeof NOTHING> = is;
  return Object.entries(NOTHING).flatMap(([key, other]) => {
    const name = named[key as keyof typeof NOTHING];
    if (typeof name !== 'string') return [];
    // Whose something is to be: known by their ref.
    return [[name, /^group:|^user:/.test(name) ? NOT_A_GROUP : other]];
  });
}

/** Asks the same of a thing that there is not. */
function ofNothing<T>(asked: T, thing: Made): T {
  return JSON.parse(
    namesOf(thing).reduce(
      (text, [name, other]) => text.replaceAll(name, other),
      JSON.stringify(asked),
    ),
  );
}

/** An answer, but for what it calls the thing. */
function said({ status, text }: Answer, thing: Made): string {
  return namesOf(thing)
    .flat()
    .reduce((all, name) => all.replaceAll(name, '…'), `${status} ${text}`);
}

type Way = { request: Request } | { action: string; input: object };

/** Who has no right to most things, or to none, each for another reason. */
const OUTSIDERS: Who[] = ['cloudAdmin', 'developer', 'auditor', 'gone'];

describe.each(databases.eachSupportedId())('attacks on %p', id => {
  let portal: Portal;
  let world: World;
  let doors: Door[];

  beforeAll(async () => {
    portal = await startPortal(databases, id);
    world = await createWorld(portal);
    doors = doorsOf(portal);
  });
  afterAll(() => portal.stop());

  /** One thing behind each door: in the private site, where it is in one. */
  async function behind(all: Door[]): Promise<[Door, Made][]> {
    const found: [Door, Made][] = [];
    for (const door of all) {
      const variants = door.things(world);
      const inVault = variants.find(({ title }) => /vault/.test(title));
      found.push([door, await (inVault ?? variants[0]).make()]);
    }
    return found;
  }

  /** Knocks at each door; `as` is what they are by now. */
  async function knock(who: Who, as: Caller, at: [Door, Made][]) {
    const got: string[] = [];
    const expected: string[] = [];
    for (const [door, thing] of at) {
      const request = await door.request(thing, world);
      const answer = await portal.call(door.plugin, who, request);
      got.push(`${door.operation}: ${verdictOf(door, answer, thing)}`);
      expected.push(`${door.operation}: ${expectedStatus(door, as, thing)}`);
    }
    expect(got).toEqual(expected);
    return got;
  }

  /** Somebody who may, so that nothing but the attack is refused. */
  const whoMay = (door: Door, thing: Made): Who =>
    everyone.find(who => expectedStatus(door, callers[who], thing) < 300) ??
    'admin';

  /** Its route, and its actions. */
  async function waysThrough(door: Door, thing: Made): Promise<Way[]> {
    const actions = (await door.actions?.(thing, world)) ?? [];
    return [{ request: await door.request(thing, world) }, ...actions];
  }

  const go = (way: Way, { plugin }: Door, who: Who): Promise<Answer> =>
    'action' in way
      ? portal.invoke(plugin, who, way.action, way.input)
      : portal.call(plugin, who, way.request);

  const isSeen = ({ sees, permission }: Door, who: Who, thing: Made) =>
    isAllowed(callers[who], sees ?? permission, thing);

  it('lets nobody in without credentials, by any route there is', async () => {
    const got: string[] = [];
    for (const { plugin, method, path } of operations) {
      const at = path.replace(/\{\w+\}/g, randomUUID());
      const forged = { authorization: 'Bearer mock-invalid-user-token' };
      for (const headers of [{}, forged]) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        const answer = await portal.call(plugin, 'nobody', [
          method,
          at,
          { headers, body },
        ]);
        got.push(`${method} ${path}: ${answer.status}`);
      }
    }
    expect(got.filter(one => !one.endsWith(': 401'))).toEqual([]);
    expect(got.length).toBeGreaterThan(120);
  });

  it('refuses a field that it does not know, from whoever may do the rest', async () => {
    const odd: [string, object][] = [
      ['a role', { role: 'global-admin' }],
      ['roles', { roles: ['global-admin'] }],
      ['claims', { claims: ['group:default/admins'] }],
      ['an author', { bookedBy: callers.admin.ref }],
      ['something else', { somethingElse: 1 }],
    ];
    const got: string[] = [];
    for (const [door, thing] of await behind(doors)) {
      const [method, path, sent = {}] = await door.request(thing, world);
      const documented = operations.find(
        one => one.id === door.operation.split(/[ ,]/)[0],
      );
      if (!documented?.body) continue;
      for (const [title, field] of odd) {
        const body = { ...(sent.body as object | undefined), ...field };
        const answer = await portal.call(door.plugin, whoMay(door, thing), [
          method,
          path,
          { ...sent, body },
        ]);
        got.push(`${door.operation} with ${title}: ${answer.status}`);
      }
    }
    expect(got.filter(one => !one.endsWith(': 400'))).toEqual([]);
    expect(got.length).toBeGreaterThan(60);
  });

  it('refuses a query that it does not know, by any route there is', async () => {
    const got: string[] = [];
    for (const [door, thing] of await behind(doors)) {
      const [method, path, sent] = await door.request(thing, world);
      const joined = path.includes('?') ? '&' : '?';
      for (const query of ['roles=global-admin', 'as=x', 'userEntityRef=x']) {
        const answer = await portal.call(door.plugin, whoMay(door, thing), [
          method,
          `${path}${joined}${query}`,
          sent,
        ]);
        got.push(`${door.operation} ?${query}: ${answer.status}`);
      }
    }
    expect(got.filter(one => !one.endsWith(': 400'))).toEqual([]);
  });

  it('tells nobody whether an id is that of something they may not see', async () => {
    const got: string[] = [];
    const expected: string[] = [];
    const naming = doors.filter(({ named }) => named !== 'nothing');
    for (const [door, thing] of await behind(naming)) {
      const outsiders = OUTSIDERS.filter(who => !isSeen(door, who, thing));
      for (const way of await waysThrough(door, thing)) {
        const other = ofNothing(way, thing);
        for (const who of outsiders) {
          const is = `${door.operation} by ${who}:`;
          expected.push(`${is} ${said(await go(way, door, who), thing)}`);
          got.push(`${is} ${said(await go(other, door, who), thing)}`);
        }
      }
    }
    expect(got).toEqual(expected);
    expect(got.length).toBeGreaterThan(300);
  });

  it('tells nobody whether a name is that of a private site', async () => {
    const scope = (ref: string): Request => [
      'POST',
      '/endpoints',
      {
        body: {
          url: 'https://hooks.example.com/x',
          eventTypes: ['booking.started'],
          scope: { kind: 'site', ref },
        },
      },
    ];
    const box = await world.makeResource('vault');
    const at = (hour: number) =>
      new Date(Date.now() + hour * 3_600_000).toISOString();
    const booked = (ref: string): Request => [
      'POST',
      '/bookings/preview',
      { body: { resourceRefs: [ref], start: at(1), end: at(2) } },
    ];
    const pairs: [Parameters<Portal['call']>[0], Request, Request, string][] = [
      ['webhooks', scope(VAULT), scope('resource:default/no-such'), VAULT],
      [
        'reservations',
        booked(box.entityRef),
        booked('resource:default/no-such'),
        box.entityRef,
      ],
    ];
    for (const [plugin, real, absent, ref] of pairs) {
      const [one, other] = [
        await portal.call(plugin, 'cloudAdmin', real),
        await portal.call(plugin, 'cloudAdmin', absent),
      ];
      expect([one.status, one.text.replaceAll(ref, '…')]).toEqual([
        other.status,
        other.text.replaceAll('resource:default/no-such', '…'),
      ]);
      expect(one.status).toBeGreaterThanOrEqual(400);
    }
  });

  it('replays an answer to nobody but the one who got it', async () => {
    const keyed = doors.filter(({ operation }) =>
      operations
        .find(one => one.id === operation.split(/[ ,]/)[0])
        ?.parameters.some(({ name }) => name === 'Idempotency-Key'),
    );
    expect(keyed.length).toBeGreaterThan(8);
    const replayed: boolean[] = [];
    for (const [door, thing] of await behind(keyed)) {
      const [method, path, sent] = await door.request(thing, world);
      const repeated: Sent = {
        ...sent,
        headers: { ...sent?.headers, 'idempotency-key': randomUUID() },
      };
      const request: Request = [method, path, repeated];
      const first = await portal.call(door.plugin, 'admin', request);
      const again = await portal.call(door.plugin, 'developer', request);
      const expected = expectedStatus(door, callers.developer, thing);
      expect([door.operation, verdictOf(door, again, thing)]).toEqual([
        door.operation,
        expected,
      ]);
      if (first.body.id && expected < 300) {
        replayed.push(again.body.id === first.body.id);
      }
    }
    expect(replayed).toContain(false);
    expect(replayed).not.toContain(true);
  });

  it('lets a guest do nothing more a second after the end', async () => {
    const things = await behind(doors);
    const { until } = await world.grant({
      subjectRef: callers.visitor.ref,
      siteRef: VAULT,
      until: new Date(Date.now() + 3_000).toISOString(),
    });
    const seen = await portal.call('reservations', 'visitor', [
      'GET',
      `/sites/${world.vault.id}`,
    ]);
    expect(seen.status).toBe(200);
    const left = Date.parse(until) + 1_000 - Date.now();
    await new Promise(wake => setTimeout(wake, left));
    await knock('visitor', callers.visitor, things);
    const closed = await portal.call('reservations', 'visitor', [
      'GET',
      `/sites/${world.vault.id}`,
    ]);
    expect(closed.status).toBe(404);
  });

  it('lets who has left the catalog do nothing, whatever token they hold', async () => {
    const things = await behind(doors);
    const leaving: Who[] = ['vaultAdmin', 'opsAdmin', 'auditorAdmin', 'lead'];
    for (const who of leaving) {
      portal.remove(who);
    }
    portal.forget();
    for (const who of leaving) {
      const as: Caller = { ...callers[who], roles: [], claims: [], team: [] };
      const got = await knock(who, as, things);
      expect(got.filter(one => /: 20\d$/.test(one))).toEqual([]);
    }
  });
});
