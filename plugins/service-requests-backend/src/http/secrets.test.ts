import { createBackendModule } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import {
  type ControlPlane,
  type ControlPlaneObserver,
  SERVICE_ID_LABEL,
  serviceRequestsExtensionPoint,
} from '@callboard/backstage-plugin-service-requests-node';
import { TEAM } from '../__testUtils__/people';
import {
  type Portal,
  postgres,
  startPortal,
} from '../__testUtils__/startPortal';
import { observedObject } from '../convergence/__testUtils__/objects';

/*
 * A canary wherever a secret could come in: in what a careless provider shows of
 * an object, in parameters that nobody asked for, and in credentials of callers.
 * It must be in no log, no answer, no table (events, audit rows' source and
 * observed objects among them) and not in the repository.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const CANARY = 'c4n4ry-s3cr3t-v4lue';

/** A cluster that says too much. */
class CarelessPlane implements ControlPlane {
  readonly kind = 'careless';
  readonly sandbox = false;
  #observer?: ControlPlaneObserver;

  async watch(observer: ControlPlaneObserver, signal: AbortSignal) {
    this.#observer = observer;
    await observer.onListed([]);
    await new Promise<void>(resolve =>
      signal.addEventListener('abort', () => resolve()),
    );
  }

  async tellOf({ id, name, environment, region }: Service): Promise<void> {
    await this.#observer!.onChanged([
      observedObject({
        name,
        namespace: `${environment}-${region}`,
        labels: { [SERVICE_ID_LABEL]: id },
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': `{"password":"${CANARY}"}`,
        },
        spec: {
          forProvider: { allocatedStorage: 20, password: CANARY },
        },
        status: {
          atProvider: {
            allocatedStorage: 99,
            masterPassword: CANARY,
            url: `postgres://app_owner:${CANARY}@db.example:5432/app`,
            connectionDetails: { password: CANARY },
          },
        },
        conditions: [
          {
            type: 'Synced',
            status: 'False',
            reason: 'ReconcileError',
            message: `cannot create: request had password="${CANARY}"`,
          },
          {
            type: 'Ready',
            status: 'False',
            reason: 'Unavailable',
            message: `Authorization: Bearer ${CANARY}`,
          },
        ],
      }),
    ]);
  }
}

describe.each(databases.eachSupportedId())('a canary on %p', id => {
  let portal: Portal;
  const plane = new CarelessPlane();

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id), {
      features: [
        createBackendModule({
          pluginId: 'service-requests',
          moduleId: 'careless-plane',
          register(env) {
            env.registerInit({
              deps: { parts: serviceRequestsExtensionPoint },
              async init({ parts }) {
                parts.setControlPlane(plane);
              },
            });
          },
        }),
      ],
    });
  });
  afterAll(() => portal.stop());

  it('is nowhere', async () => {
    const answers: string[] = [];
    const send = async (
      who: Parameters<Portal['call']>[0],
      method: string,
      route: string,
      sent: Parameters<Portal['call']>[3] = {},
    ) => {
      const { status, text } = await portal.call(who, method, route, sent);
      answers.push(text);
      return status;
    };
    const refused = (parameters: object) =>
      send('developer', 'POST', '/requests', {
        body: {
          title: 'With a password',
          environment: 'staging',
          region: 'eu-west-1',
          owner: TEAM,
          submit: true,
          items: [postgres('orders', { ...parameters })],
        },
      });
    expect(await refused({ password: CANARY })).toBe(400);
    expect(await refused({ masterUserPassword: { value: CANARY } })).toBe(400);
    expect(
      await send('nobody', 'GET', '/requests', {
        headers: { 'x-api-key': CANARY, cookie: `session=${CANARY}` },
      }),
    ).toBe(401);
    const basic = Buffer.from(`git:${CANARY}`).toString('base64');
    const clone = await fetch(
      `${portal.url}/gitops.git/info/refs?service=git-upload-pack`,
      { headers: { authorization: `Basic ${basic}` } },
    );
    expect(clone.status).toBe(401);
    answers.push(await clone.text());

    const request = await portal.request('developer', [postgres('orders')], {
      owner: TEAM,
    });
    await portal.approve('reviewer', request);
    await portal.until(request.id, 'pr_open');
    await portal.done('reviewer', 'POST', `/requests/${request.id}/merge`);
    const [service] = await portal.services('developer');
    await plane.tellOf(service);
    let seen = service;
    for (let look = 0; look < 400 && seen.conditions.length === 0; look++) {
      await new Promise(wake => setTimeout(wake, 25));
      [seen] = await portal.services('developer');
    }
    // What is no secret has come through: it was this object that was judged.
    expect(seen.conditions.map(({ reason }) => reason)).toContain(
      'ReconcileError',
    );
    for (const route of [
      '/services',
      '/secrets',
      `/services/${service.id}`,
      `/services/${service.id}/history`,
      `/services/${service.id}/metrics`,
      `/requests/${request.id}`,
      `/requests/${request.id}/timeline`,
      `/requests/${request.id}/diff`,
      '/options',
    ]) {
      expect(await send('admin', 'GET', route)).toBe(200);
    }
    expect(answers.filter(text => text.includes(CANARY))).toEqual([]);
    const { logger } = portal;
    const logged = [logger.error, logger.warn, logger.info, logger.debug]
      .flatMap(level => level.mock.calls)
      .map(call => JSON.stringify(call));
    expect(logged.filter(line => line.includes(CANARY))).toEqual([]);
    expect(await tablesWith(CANARY)).toEqual([]);
    // The search finds what there is.
    expect(await tablesWith('ReconcileError')).toContain('observed_object');
  });

  /** The tables in which the text is, in whatever column. */
  async function tablesWith(text: string): Promise<string[]> {
    const { database } = portal;
    const isSqlite = id === 'SQLITE_3';
    const tables: string[] = isSqlite
      ? await database('sqlite_master').where({ type: 'table' }).pluck('name')
      : await database('pg_tables')
          .where({ schemaname: 'public' })
          .pluck('tablename');
    const found: string[] = [];
    for (const table of tables) {
      const rows = await database(table).select();
      const inBytes = rows.some(row =>
        Object.values(row).some(
          value => Buffer.isBuffer(value) && value.includes(text),
        ),
      );
      if (inBytes || JSON.stringify(rows).includes(text)) {
        found.push(table);
      }
    }
    return found;
  }
});
