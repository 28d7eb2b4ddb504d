import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogPersonDirectory } from './CatalogPersonDirectory';
import { ReservationsActiveBookings } from './ReservationsActiveBookings';
import { ReservationsReader } from './ReservationsReader';

const researcher = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'researcher',
    namespace: 'default',
    annotations: { 'keycloak.org/id': '7c3f0f52' },
  },
  spec: {
    profile: {
      displayName: 'The Researcher',
      email: 'researcher@example.com',
    },
    memberOf: [],
  },
};

describe('lookups over the network', () => {
  let server: http.Server;
  let asked: { url: string; authorization?: string }[];
  let answer: (url: URL) => unknown;

  beforeEach(async () => {
    asked = [];
    server = http.createServer((req, res) => {
      asked.push({ url: req.url!, authorization: req.headers.authorization });
      const body = answer(new URL(req.url!, 'http://localhost'));
      res.statusCode = body ? 200 : 503;
      res.end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  function createReader() {
    const { port } = server.address() as AddressInfo;
    return ReservationsReader.create({
      auth: mockServices.auth({ pluginId: 'webhooks' }),
      discovery: {
        getBaseUrl: async plugin => `http://127.0.0.1:${port}/api/${plugin}`,
        getExternalBaseUrl: async () => {
          throw new Error('not asked for');
        },
      },
    });
  }

  function createDirectory(now?: () => number) {
    return CatalogPersonDirectory.create({
      catalog: catalogServiceMock({ entities: [researcher] }),
      auth: mockServices.auth({ pluginId: 'webhooks' }),
      reservations: createReader(),
      now,
    });
  }

  it('knows a person from the catalog, with the keys from reservations', async () => {
    answer = () => ({
      items: [
        { publicKey: 'ssh-ed25519 AAAA one', title: 'laptop' },
        { publicKey: 'ssh-rsa BBBB two', title: 'desk' },
      ],
    });

    expect(await createDirectory().person('user:default/researcher')).toEqual({
      ref: 'user:default/researcher',
      username: 'researcher',
      displayName: 'The Researcher',
      email: 'researcher@example.com',
      sshPublicKeys: ['ssh-ed25519 AAAA one', 'ssh-rsa BBBB two'],
      keycloakId: '7c3f0f52',
    });
    expect(asked).toEqual([
      {
        url: '/api/reservations/ssh-keys?user=user%3Adefault%2Fresearcher',
        authorization: expect.stringMatching(/^Bearer .+plugin.+webhooks/s),
      },
    ]);
  });

  it('knows somebody who is not in the catalog by their ref', async () => {
    answer = () => ({ items: [] });

    expect(await createDirectory().person('user:default/gone')).toMatchObject({
      ref: 'user:default/gone',
      username: 'gone',
      email: undefined,
      sshPublicKeys: [],
    });
  });

  it('asks again after 30 seconds, and at once after a failure', async () => {
    let now = 0;
    const directory = createDirectory(() => now);
    const person = () => directory.person('user:default/researcher');

    answer = () => undefined;
    await expect(person()).rejects.toThrow('answered 503 to GET /ssh-keys');
    answer = () => ({ items: [{ publicKey: 'first' }] });
    const [one, same] = await Promise.all([person(), person()]);
    answer = () => ({ items: [] });
    now = 29_999;
    const soon = await person();
    now = 30_000;
    const later = await person();

    expect([one, same, soon].map(p => p.sshPublicKeys)).toEqual([
      ['first'],
      ['first'],
      ['first'],
    ]);
    expect(later.sshPublicKeys).toEqual([]);
    expect(asked).toHaveLength(3);
  });

  it('says plainly that reservations does not answer', async () => {
    const directory = createDirectory();
    answer = () => ({ items: [] });
    server.closeAllConnections();
    await new Promise(done => server.close(done));

    await expect(directory.person('user:default/researcher')).rejects.toThrow(
      expect.objectContaining({
        name: 'ServiceUnavailableError',
        message: 'The reservations API does not answer',
      }),
    );
    server.listen(0, '127.0.0.1');
  });

  it('finds the bookings that a person has running, page by page', async () => {
    answer = ({ pathname, searchParams }) => {
      const page = searchParams.get('cursor');
      switch (pathname) {
        case '/api/reservations/bookings':
          return page
            ? { items: [{ id: 'b2', resourceRefs: ['resource:a/y'] }] }
            : {
                items: [{ id: 'b1', resourceRefs: ['resource:a/x'] }],
                nextCursor: 'next',
              };
        case '/api/reservations/resources':
          return {
            items: searchParams.getAll('ref').map(entityRef => ({
              entityRef,
              name: entityRef.slice(-1),
              type: 'server',
              siteRef: 'resource:default/a',
            })),
          };
        case '/api/reservations/resource-types':
          return {
            items: [
              {
                name: 'server',
                title: 'Elsewhere’s',
                siteRef: 'resource:default/b',
              },
              { name: 'server', title: 'Server' },
            ],
          };
        default:
          return { items: [{ entityRef: 'resource:default/a', title: 'A' }] };
      }
    };

    const found = await ReservationsActiveBookings.create({
      reservations: createReader(),
    }).of('user:default/researcher');

    expect(found.map(({ booking }) => booking.id)).toEqual(['b1', 'b2']);
    expect(found[1].resources).toEqual([
      expect.objectContaining({ name: 'x', typeTitle: 'Server' }),
      expect.objectContaining({ name: 'y', typeTitle: 'Server' }),
    ]);
    expect(found[0].sites).toEqual([
      { entityRef: 'resource:default/a', title: 'A' },
    ]);
    expect(asked[0].url).toBe(
      '/api/reservations/bookings?owner=user%3Adefault%2Fresearcher&status=active',
    );
  });

  it('asks for nothing more when nothing runs', async () => {
    answer = () => ({ items: [] });
    const active = ReservationsActiveBookings.create({
      reservations: createReader(),
    });

    expect(await active.of('user:default/researcher')).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});
