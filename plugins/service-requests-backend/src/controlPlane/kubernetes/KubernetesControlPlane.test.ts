import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Database } from '@callboard/backend-database';
import {
  ConvergenceEngine,
  type DesiredObject,
  judge,
  type Judgement,
  ObservationStore,
  type Phase,
} from '../../convergence';
import { serviceId } from '../../convergence/__testUtils__/objects';
import { openDatabase } from '../../database/openDatabase';
import {
  AVAILABLE,
  CREATING,
  DELETING,
  instance,
  provider,
  RECONCILE_ERROR,
  UPDATING,
} from './__testUtils__/crossplane';
import { FakeCluster } from './__testUtils__/FakeCluster';
import { KubernetesControlPlane } from './KubernetesControlPlane';
import type { KindRef } from './toObserved';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const INSTANCE = {
  apiVersion: 'rds.aws.m.upbound.io/v1beta1',
  kind: 'Instance',
};
const BUCKET = { apiVersion: 's3.aws.m.upbound.io/v1beta1', kind: 'Bucket' };

function desired(storage: number): DesiredObject[] {
  return [
    {
      object: { ...INSTANCE, name: 'orders-db', namespace: 'staging' },
      leaves: [
        {
          parameter: 'storageGib',
          specPath: 'spec.forProvider.allocatedStorage',
          statusPath: 'status.atProvider.allocatedStorage',
          value: storage,
        },
      ],
      endpointPath: 'status.atProvider.endpoint',
      secrets: [
        {
          kind: 'database',
          arnPath: 'status.atProvider.masterUserSecret[0].secretArn',
        },
      ],
    },
  ];
}

describe.each(databases.eachSupportedId())('KubernetesControlPlane, %s', id => {
  let database: Database;
  let cluster: FakeCluster;
  let engine: ConvergenceEngine | undefined;
  let kinds: KindRef[];
  let controlPlane: KubernetesControlPlane;
  let mergedAt: number;
  const logger = mockServices.logger.mock();
  const store = new ObservationStore();

  beforeEach(async () => {
    database = await openDatabase({ knex: await databases.init(id) });
    cluster = await FakeCluster.start({ instances: INSTANCE, buckets: BUCKET });
    kinds = [INSTANCE];
    mergedAt = Date.now() - 1;
    logger.warn.mockClear();
  });

  afterEach(async () => {
    await engine?.stop();
    engine = undefined;
    await cluster.close();
  });

  function start(options: { silenceMs?: number; pageSize?: number } = {}) {
    controlPlane = KubernetesControlPlane.create({
      connect: async () => ({
        server: `http://127.0.0.1:${cluster.port}`,
        requestOptions: async () => ({}),
      }),
      kinds: () => kinds,
      logger,
      backoff: { minMs: 5, maxMs: 50 },
      timeoutMs: 2_000,
      ...options,
    });
    engine = ConvergenceEngine.create({
      controlPlane,
      database,
      logger,
      onServicesSeen: async () => {},
    });
    engine.start();
  }

  async function verdict(phase: Phase, storage: number): Promise<Judgement> {
    const known = await database.read(db => store.read(db, [serviceId(1)]));
    return judge({
      ...known.get(serviceId(1))!,
      phase,
      desired: desired(storage),
      mergedAt,
      now: Date.now(),
    });
  }

  async function becomes(
    status: Judgement['status'],
    phase: Phase,
    storage = 20,
    reason?: RegExp,
  ): Promise<Judgement> {
    let last: Judgement | undefined;
    for (const end = Date.now() + 10_000; Date.now() < end;) {
      last = await verdict(phase, storage);
      if (
        last.status === status &&
        (!reason || reason.test(last.reason ?? ''))
      ) {
        return last;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    throw new Error(
      `It is ${last?.status} (${last?.reason}) and does not become ${status}`,
    );
  }

  async function until(isSo: () => boolean, what: string): Promise<void> {
    for (const end = Date.now() + 10_000; !isSo();) {
      if (Date.now() > end) {
        throw new Error(`Not in time: ${what}`);
      }
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  /** Long enough for anything wrong to have been done. */
  const aWhile = () => new Promise(resolve => setTimeout(resolve, 150));

  const watches = () => until(() => cluster.watching === 1, 'it watches');

  const put = (options: Parameters<typeof instance>[0] = {}) =>
    cluster.put('instances', instance(options));

  const available = (options: Parameters<typeof instance>[0] = {}) =>
    put({ conditions: AVAILABLE(), provider: provider(20), ...options });

  it('sees a database come to be', async () => {
    start();
    await becomes('provisioning', 'create', 20, /not there yet/);
    put();
    await becomes('provisioning', 'create', 20, /not been looked at/);
    put({ conditions: CREATING() });
    await becomes('provisioning', 'create', 20, /Creating/);
    put({ conditions: AVAILABLE() });
    await becomes('provisioning', 'create', 20, /no endpoint yet/);
    put({
      conditions: AVAILABLE(),
      provider: provider(20, { masterUserSecret: [] }),
    });
    await becomes('provisioning', 'create', 20, /does not name its secret/);
    available();
    const { endpoint, secrets } = await becomes('ready', 'create');
    expect(endpoint).toBe('orders-db.abc.eu-west-1.rds.amazonaws.com:5432');
    expect(secrets).toMatchObject([{ name: 'rds!db-1a2b', state: 'synced' }]);
  });

  it('is not taken in by Ready while the size is the old one', async () => {
    available();
    start();
    await becomes('ready', 'create');
    // Merged, and not applied by anybody yet.
    await becomes('updating', 'change', 50, /not applied yet/);
    // Applied; the conditions are those of before.
    available({ storage: 50, generation: 2 });
    await becomes('updating', 'change', 50, /is 20, not 50|not been looked at/);
    put({
      storage: 50,
      generation: 2,
      conditions: UPDATING(),
      provider: provider(20),
    });
    const { conditions, observed } = await becomes(
      'updating',
      'change',
      50,
      /allocatedStorage of Instance\/orders-db is 20, not 50/,
    );
    expect(observed).toEqual({ storageGib: 20 });
    expect(conditions).toContainEqual(
      expect.objectContaining({ type: 'Ready', status: 'True' }),
    );
    put({
      storage: 50,
      generation: 2,
      conditions: AVAILABLE(2),
      provider: provider(50),
    });
    await becomes('ready', 'change', 50);
  });

  it('waits for a maintenance window where the provider does', async () => {
    const change = {
      storage: 50,
      generation: 2,
      extra: {
        applyImmediately: false,
        maintenanceWindow: 'sun:03:00-sun:04:00',
      },
      provider: provider(20),
    };
    put({ ...change, conditions: UPDATING() });
    start();
    await becomes('updating', 'change', 50);
    put({ ...change, conditions: AVAILABLE(2) });
    await becomes(
      'waiting_window',
      'change',
      50,
      /maintenance window \(sun:03:00-sun:04:00 UTC\)/,
    );
    put({ ...change, conditions: AVAILABLE(2), provider: provider(50) });
    expect(await becomes('ready', 'change', 50)).toMatchObject({
      status: 'ready',
    });
  });

  it('says what Crossplane says is wrong, without the secret in it, and recovers', async () => {
    put({
      conditions: RECONCILE_ERROR(
        'create failed: InvalidParameterValue: password=canary-1234 is too short',
      ),
    });
    start();
    const { conditions, reason } = await becomes('degraded', 'create');
    expect(reason).toMatch(/ReconcileError.*InvalidParameterValue/);
    expect(JSON.stringify([conditions, reason])).not.toContain('canary-1234');
    const rows = await database.read(db => db.knex('observed_object'));
    expect(JSON.stringify(rows)).not.toContain('canary-1234');
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('canary-1234');
    available();
    await becomes('ready', 'create');
  });

  it('lists in pages and watches from there, and asks for nothing else', async () => {
    for (let n = 1; n <= 25; n++) {
      available({ service: n, name: `db-${n}` });
    }
    cluster.put('instances', {
      ...instance({ name: 'not-ours' }),
      metadata: { ...instance({ name: 'not-ours' }).metadata, labels: {} },
    });
    start({ pageSize: 10 });
    await until(() => cluster.watching === 1, 'it watches');
    expect(cluster.listings).toHaveLength(3);
    expect(cluster.watches).toHaveLength(1);
    expect(cluster.requests).toHaveLength(3 + 1 + 1);
    expect(
      await database.read(db => db.knex('observed_object').pluck('kind')),
    ).toEqual(Array(25).fill('Instance'));
    for (let n = 1; n <= 25; n++) {
      available({ service: n, name: `db-${n}`, provider: provider(30) });
    }
    await until(() => cluster.watching === 1, 'it still watches');
    await aWhile();
    expect(cluster.requests).toHaveLength(5);
  });

  it('begins a listing again whose next page has expired', async () => {
    for (let n = 1; n <= 25; n++) {
      available({ service: n, name: `db-${n}` });
    }
    cluster.expiresPages = true;
    start({ pageSize: 10 });
    await until(() => cluster.watching === 1, 'it watches');
    expect(cluster.listings).toHaveLength(1 + 1 + 3);
  });

  it('goes on from its place when a watch ends', async () => {
    available();
    start();
    await becomes('ready', 'create');
    await watches();
    cluster.endWatches();
    available({ provider: provider(30) });
    await becomes('updating', 'change', 20, /is 30, not 20/);
    expect(cluster.listings).toHaveLength(1);
  });

  it('loses nothing when an answer breaks off in the middle', async () => {
    available();
    start();
    await becomes('ready', 'create');
    await watches();
    cluster.truncateWatches();
    await until(() => cluster.watches.length === 2, 'it watches again');
    put({ conditions: DELETING(), deleting: true, provider: provider(20) });
    await becomes('removing', 'remove', 20, /held by finalizer/);
    await watches();
    cluster.garbleWatches();
    await until(() => cluster.watches.length === 3, 'it watches again');
    cluster.delete('instances', instance());
    await becomes('removed', 'remove');
    expect(cluster.listings).toHaveLength(1);
  });

  it.each([
    ['at the start of a watch', () => cluster.breakConnections()],
    ['in the middle of a watch', () => cluster.expireWatches()],
  ])(
    'lists again after 410 Gone %s, and finds what has gone',
    async (_, interrupt) => {
      available();
      available({ service: 2, name: 'stays' });
      start();
      await becomes('ready', 'create');
      // What is deleted while nobody looks is in no event any more.
      await watches();
      cluster.silenceWatches();
      cluster.delete('instances', instance());
      cluster.compact();
      interrupt();
      await becomes('removed', 'remove');
      expect(cluster.listings).toHaveLength(2);
    },
  );

  it('takes an outage during a decommission for an outage', async () => {
    available();
    start();
    await becomes('ready', 'create');
    put({ conditions: DELETING(), deleting: true, provider: provider(20) });
    await becomes('removing', 'remove', 20, /held by finalizer/);

    await cluster.close();
    await becomes('removing', 'remove', 20, /as last seen: /);
    cluster.delete('instances', instance());
    await aWhile();
    await becomes('removing', 'remove', 20, /as last seen: /);

    await cluster.open();
    expect(await becomes('removed', 'remove')).toMatchObject({
      status: 'removed',
    });
  });

  it('takes an error of the API for an outage, and no empty cluster', async () => {
    available();
    start();
    await becomes('ready', 'create');
    await watches();
    cluster.failsWith = 503;
    cluster.breakConnections();
    await becomes(
      'removing',
      'remove',
      20,
      /as last seen: etcdserver: no leader/,
    );
    cluster.failsWith = undefined;
    expect(
      await becomes('removing', 'remove', 20, /is still there/),
    ).toMatchObject({ status: 'removing' });
  });

  it('takes an object of the same name with another UID for another', async () => {
    available({ uid: 'first' });
    start();
    await becomes('ready', 'create');
    cluster.delete('instances', instance());
    put({ uid: 'second', conditions: CREATING() });
    await becomes('removing', 'remove', 20, /made anew under the same name/);
    expect(
      await becomes('provisioning', 'create', 20, /Creating/),
    ).toMatchObject({ status: 'provisioning' });
  });

  it('proves by a bookmark that what was gone before the merge was said is gone', async () => {
    available();
    start();
    await becomes('ready', 'create');
    cluster.delete('instances', instance());
    await becomes('provisioning', 'create', 20, /not there/);
    await aWhile();
    mergedAt = Date.now();
    await becomes('removing', 'remove', 20, /Waiting for the control plane/);
    await aWhile();
    cluster.bookmark();
    expect(await becomes('removed', 'remove')).toMatchObject({
      status: 'removed',
    });
  });

  it('gives up a connection on which nothing comes', async () => {
    available();
    start({ silenceMs: 100 });
    await becomes('ready', 'create');
    await watches();
    cluster.silenceWatches();
    available({ provider: provider(30) });
    await becomes('updating', 'change', 20, /is 30, not 20/);
    expect(cluster.listings).toHaveLength(1);
  });

  it('says so when it is not let in', async () => {
    cluster.token = 'right';
    start();
    expect(
      await becomes('provisioning', 'create', 20, /as last seen: Unauthorized/),
    ).toMatchObject({ status: 'provisioning' });
  });

  it('waits for a kind that the cluster does not know, beside the others', async () => {
    kinds = [{ apiVersion: 'nothing.example/v1', kind: 'Thing' }, INSTANCE];
    available();
    start();
    await becomes('ready', 'create');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('The cluster has no Thing'),
    );
    await until(() => cluster.watching === 1, 'it watches the other');
  });

  it('watches a kind that offerings have come to render', async () => {
    start();
    await until(() => cluster.watching === 1, 'it watches one');
    kinds = [INSTANCE, BUCKET];
    controlPlane.kick();
    await until(() => cluster.watching === 2, 'it watches both');
    expect(cluster.failsWith).toBeUndefined();
  });

  it('stops at once', async () => {
    start();
    await until(() => cluster.watching === 1, 'it watches');
    await engine!.stop();
    await until(() => cluster.watching === 0, 'it has hung up');
    expect(cluster.failsWith).toBeUndefined();
  });
});
