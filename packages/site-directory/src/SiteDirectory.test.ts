import { mockServices } from '@backstage/backend-test-utils';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReservationsSiteDirectory, Sites } from '.';

const CAMPUS = 'resource:default/campus';
const CLOUD = 'resource:default/cloud';

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
    expect(some.inUse()).toEqual([CLOUD]);
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
