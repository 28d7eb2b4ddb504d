import { mockServices } from '@backstage/backend-test-utils';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PrincipalResolver } from '@callboard/access-principals';
import type { Principal } from '@callboard/access-policy';
import { CAMPUS, CLOUD } from '../__testUtils__/portal';
import { OwnerEntitlement, ReservationsSiteDirectory, Sites } from '.';

describe('Sites', () => {
  const sites = Sites.create([
    { entityRef: CAMPUS, archived: false, admins: ['group:default/campus'] },
    { entityRef: CLOUD, archived: false, admins: ['user:default/both'] },
  ]);

  it('knows who administers all of several sites, and what is nobody’s', () => {
    const campus = ['user:default/one', 'group:default/campus'];
    const both = [...campus, 'user:default/both'];
    expect(sites.administers(campus, [CAMPUS])).toBe(true);
    expect(sites.administers(campus, [CAMPUS, CLOUD])).toBe(false);
    expect(sites.administers(both, [CAMPUS, CLOUD])).toBe(true);
    expect(sites.administers(both, [])).toBe(false);
    expect(sites.administers(both, ['resource:default/moon'])).toBe(false);
    expect(sites.administers([], [CAMPUS])).toBe(false);
    expect(sites.administeredBy(campus)).toEqual([CAMPUS]);
    expect(sites.administeredBy(both)).toEqual([CAMPUS, CLOUD]);
  });

  it('has what is archived in the log, and nothing new about it', () => {
    const admins = ['user:default/a'];
    const some = Sites.create([
      { entityRef: CAMPUS, archived: true, admins },
      { entityRef: CLOUD, archived: false, admins },
    ]);
    expect(some.administeredBy(admins)).toEqual([CAMPUS, CLOUD]);
    expect(some.openTo(admins)).toEqual([CLOUD]);
  });
});

describe('OwnerEntitlement', () => {
  const owner = (roles: Principal['roles'], claims: string[] = []) => {
    const principals: Pick<PrincipalResolver, 'forUser'> = {
      forUser: async ref => ({ kind: 'user', ref, claims, roles }),
    };
    return OwnerEntitlement.create({
      principals: principals as PrincipalResolver,
      directory: {
        sites: async () =>
          Sites.create([
            { entityRef: CAMPUS, archived: false, admins: ['group:default/a'] },
          ]),
      } as never,
    });
  };
  const about = (...site: string[]) => ({ refs: { site } });

  it.each([
    [
      'a global admin sees everything',
      owner(['global-admin']),
      [about(CLOUD), about()],
      [true, true],
    ],
    [
      'operations see everything',
      owner(['operations']),
      [about(CLOUD)],
      [true],
    ],
    [
      'an auditor has no endpoints',
      owner(['operations', 'auditor']),
      [about(CAMPUS)],
      [false],
    ],
    [
      'a site admin sees their sites only',
      owner(['member'], ['group:default/a']),
      [about(CAMPUS), about(CLOUD), about(CAMPUS, CLOUD), about()],
      [true, false, false, false],
    ],
    ['who has left sees nothing', owner([], []), [about(CAMPUS)], [false]],
  ])('%s', async (_, entitlement, events, expected) => {
    const seen = await Promise.all(
      events.map(event => entitlement.maySee('user:default/x', event)),
    );
    expect(seen).toEqual(expected);
  });
});

describe('ReservationsSiteDirectory', () => {
  const asked: string[] = [];
  let admins = ['user:default/a'];
  let down = false;
  const server = createServer((request, response) => {
    asked.push(request.url!);
    response.setHeader('content-type', 'application/json');
    const url = new URL(request.url!, 'http://x');
    if (down) {
      response.statusCode = 500;
      response.end('{}');
      return;
    }
    const second = url.searchParams.has('cursor');
    const items = url.pathname.endsWith('/sites')
      ? [{ entityRef: second ? CLOUD : CAMPUS, archived: false, admins }]
      : [{ entityRef: url.searchParams.get('ref'), siteRef: CAMPUS }];
    response.end(
      JSON.stringify({
        items,
        nextCursor:
          url.pathname.endsWith('/sites') && !second ? 'more' : undefined,
      }),
    );
  });
  const clock = { ms: 0 };
  let directory: ReservationsSiteDirectory;

  beforeAll(async () => {
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    directory = ReservationsSiteDirectory.create({
      auth: mockServices.auth({ pluginId: 'webhooks' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async plugin => `http://127.0.0.1:${port}/api/${plugin}`,
      }),
      now: () => clock.ms,
    });
  });
  afterAll(() => server.close());

  it('reads all pages, once in 30 s, and knows nobody before', async () => {
    expect(directory.latest().administeredBy(admins)).toEqual([]);
    const [sites] = await Promise.all([directory.sites(), directory.sites()]);
    expect(sites.administeredBy(admins)).toEqual([CAMPUS, CLOUD]);
    expect(asked).toHaveLength(2);
    admins = ['user:default/b'];
    clock.ms += 29_000;
    await directory.sites();
    expect(asked).toHaveLength(2);
    clock.ms += 2_000;
    await directory.sites();
    expect(directory.latest().administeredBy(['user:default/a'])).toEqual([]);
    expect(directory.latest().administeredBy(['user:default/b'])).toHaveLength(
      2,
    );
  });

  it('says so when it cannot know, and believes nothing old', async () => {
    down = true;
    clock.ms += 31_000;
    await expect(directory.sites()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    await expect(
      directory.resource('resource:default/x'),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    down = false;
    await expect(directory.sites()).resolves.toBeDefined();
    await expect(
      directory.resource('resource:default/x'),
    ).resolves.toMatchObject({
      siteRef: CAMPUS,
    });
  });
});
