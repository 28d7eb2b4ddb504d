import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Database } from '@callboard/backend-database';
import {
  type ControlPlane,
  type ControlPlaneObserver,
  type ObservedObject,
  SERVICE_ID_LABEL,
} from '@callboard/backstage-plugin-service-requests-node';
import { openDatabase } from '../database/openDatabase';
import { ConvergenceEngine } from './ConvergenceEngine';
import { ObservationStore } from './ObservationStore';
import { observedObject, serviceId } from './__testUtils__/objects';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const logger = mockServices.logger.mock();
const store = new ObservationStore();

/** A control plane that says what a test tells it to. */
class Puppet implements ControlPlane {
  readonly kind = 'puppet';
  readonly sandbox = true;
  readonly watching: ControlPlaneObserver[] = [];
  kicks = 0;

  kick() {
    this.kicks++;
  }

  async watch(observer: ControlPlaneObserver, signal: AbortSignal) {
    this.watching.push(observer);
    await new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve());
    });
    this.watching.splice(this.watching.indexOf(observer), 1);
  }
}

async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  for (const end = Date.now() + 15_000; !(await isSo());) {
    if (Date.now() > end) {
      throw new Error(`Not in time: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe.each(databases.eachSupportedId())('ConvergenceEngine, %s', id => {
  let database: Database;
  const engines: ConvergenceEngine[] = [];

  beforeEach(async () => {
    database = await openDatabase({ knex: await databases.init(id) });
  });

  afterEach(async () => {
    await Promise.all(engines.splice(0).map(engine => engine.stop()));
  });

  function start(
    controlPlane: ControlPlane,
    onServicesSeen: (ids: string[]) => Promise<void>,
    leaseMs = 1_000,
  ) {
    const engine = ConvergenceEngine.create({
      controlPlane,
      database,
      logger,
      leaseMs,
      onServicesSeen,
    });
    engines.push(engine);
    engine.start();
    return engine;
  }

  async function watched(puppet: Puppet): Promise<ControlPlaneObserver> {
    await until(() => puppet.watching.length === 1, 'somebody watches');
    return puppet.watching[0];
  }

  async function known(service: string) {
    const found = await database.read(db => store.read(db, [service]));
    return found.get(service)!;
  }

  it('keeps what it is shown, and says of which services', async () => {
    const puppet = new Puppet();
    const seen: string[][] = [];
    start(puppet, async ids => void seen.push([...ids].sort()));
    const observer = await watched(puppet);

    await observer.onListed([
      observedObject({ service: 1, name: 'one' }),
      observedObject({ service: 2, name: 'two' }),
    ]);
    await until(() => seen.length === 1, 'both are told of');
    expect(seen).toEqual([[serviceId(1), serviceId(2)]]);

    await observer.onListed([
      observedObject({ service: 1, name: 'one' }),
      observedObject({ service: 2, name: 'two', resourceVersion: '2' }),
    ]);
    await until(() => seen.length === 2, 'the change is told of');
    expect(seen[1]).toEqual([serviceId(2)]);

    await observer.onChanged([
      observedObject({ service: 1, name: 'one' }),
      observedObject({ service: 3, name: 'three' }),
    ]);
    await until(() => seen.length === 3, 'the new one is told of');
    expect(seen[2]).toEqual([serviceId(3)]);
    expect((await known(serviceId(3))).observed).toMatchObject([
      { name: 'three', goneAt: undefined },
    ]);

    await observer.onDeleted(observedObject({ service: 3, name: 'three' }));
    await until(() => seen.length === 4, 'the end is told of');
    expect(seen[3]).toEqual([serviceId(3)]);
    expect((await known(serviceId(3))).observed).toMatchObject([
      { name: 'three', goneAt: expect.any(Number) },
    ]);
  });

  it('takes what a listing does not hold for gone, within its kinds only', async () => {
    const puppet = new Puppet();
    start(puppet, async () => {});
    const observer = await watched(puppet);
    const bucket = {
      apiVersion: 's3.aws.m.upbound.io/v1beta1',
      kind: 'Bucket',
    };
    await observer.onListed([
      observedObject({ service: 1, name: 'one' }),
      observedObject({ service: 2, name: 'two', ...bucket }),
    ]);
    await observer.onListed([], { kinds: [bucket] });
    expect((await known(serviceId(1))).observed[0]).toMatchObject({
      goneAt: undefined,
    });
    expect((await known(serviceId(2))).observed[0]).toMatchObject({
      goneAt: expect.any(Number),
    });
  });

  it('does not believe in the end of an object whose name has a new one', async () => {
    const puppet = new Puppet();
    start(puppet, async () => {});
    const observer = await watched(puppet);
    const before = observedObject({ service: 1, name: 'one', uid: 'a' });
    const after = observedObject({ service: 1, name: 'one', uid: 'b' });
    await observer.onListed([before]);
    await observer.onChanged([after]);
    await observer.onDeleted(before);
    expect((await known(serviceId(1))).observed).toMatchObject([
      { uid: 'b', previousUid: 'a', goneAt: undefined },
    ]);
  });

  it('remembers that nothing answers, and since when it was listed', async () => {
    const puppet = new Puppet();
    start(puppet, async () => {});
    const observer = await watched(puppet);
    observer.onReachable(true);
    const before = Date.now();
    await observer.onListed([], { ageMs: 4_999.5 });
    observer.onReachable(false, 'connect ECONNREFUSED');
    await until(
      async () => (await known(serviceId(1))).outage !== undefined,
      'it is known',
    );
    const { listedAt, ...rest } = await known(serviceId(1));
    expect(rest).toEqual({
      reachable: false,
      outage: 'connect ECONNREFUSED',
      observed: [],
    });
    expect([...listedAt!.keys()]).toEqual(['*']);
    expect(Math.abs(listedAt!.get('*')! - (before - 5_000))).toBeLessThan(
      2_000,
    );
  });

  it('tells once more of what is gone when it is known to be complete', async () => {
    const puppet = new Puppet();
    const seen: string[][] = [];
    start(puppet, async ids => void seen.push(ids));
    const observer = await watched(puppet);
    const object = observedObject({ service: 1, name: 'one' });
    await observer.onListed([object]);
    await until(() => seen.length === 1, 'it is told of');
    await observer.onDeleted(object);
    await until(() => seen.length === 2, 'its end is told of');
    const before = (await known(serviceId(1))).listedAt!.get('*')!;
    await new Promise(resolve => setTimeout(resolve, 5));
    await observer.onCurrent!();
    await until(() => seen.length === 3, 'its end is told of again');
    expect((await known(serviceId(1))).listedAt!.get('*')).toBeGreaterThan(
      before,
    );
  });

  it('tells again of what could not be judged', async () => {
    const puppet = new Puppet();
    const seen: string[][] = [];
    start(puppet, async ids => {
      seen.push(ids);
      if (seen.length === 1) {
        throw new Error('not now');
      }
    });
    const observer = await watched(puppet);
    await observer.onListed([observedObject({ service: 1, name: 'one' })]);
    await until(() => seen.length === 2, 'it is told twice');
    expect(seen[1]).toEqual([serviceId(1)]);
  });

  it('tells of everything after a restart, in case the last word was lost', async () => {
    const puppet = new Puppet();
    const object = observedObject({ service: 1, name: 'one' });
    const before = start(puppet, async () => {});
    await (await watched(puppet)).onListed([object]);
    await before.stop();

    const seen: string[][] = [];
    start(puppet, async ids => void seen.push(ids));
    await (await watched(puppet)).onListed([object]);
    await until(() => seen.length === 1, 'it is told of');
    expect(seen).toEqual([[serviceId(1)]]);
  });

  it('observes with one of several backends, and with another when that is gone', async () => {
    const puppets = [new Puppet(), new Puppet(), new Puppet()];
    const all = puppets.map(puppet => start(puppet, async () => {}));
    const watching = () => puppets.filter(one => one.watching.length > 0);
    await until(() => watching().length === 1, 'one of them watches');
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(watching()).toHaveLength(1);

    const [first] = watching();
    await all[puppets.indexOf(first)].stop();
    await until(() => watching().length === 1, 'another one takes over');
    expect(watching()[0]).not.toBe(first);
  });

  it('hands a hint to whichever backend observes', async () => {
    const puppets = [new Puppet(), new Puppet()];
    const all = puppets.map(puppet => start(puppet, async () => {}));
    await until(
      () => puppets.some(one => one.watching.length > 0),
      'one of them watches',
    );
    const observing = puppets.findIndex(one => one.watching.length > 0);
    await all[1 - observing].kick();
    await until(() => puppets[observing].kicks === 1, 'the hint arrives');
    await all[observing].kick();
    expect(puppets[observing].kicks).toBe(2);
    expect(puppets[1 - observing].kicks).toBe(0);
  });

  it('writes nothing more once another backend observes', async () => {
    const puppet = new Puppet();
    start(puppet, async () => {}, 60_000);
    const observer = await watched(puppet);
    await database.write(async tx => {
      await tx
        .knex('control_plane')
        .update({ holder: 'another', held_until: Date.now() + 60_000 });
    });
    await observer.onListed([observedObject({ service: 1, name: 'one' })]);
    expect((await known(serviceId(1))).observed).toEqual([]);
    await until(() => puppet.watching.length === 0, 'it gives up');
  });

  it('lets no value of a secret into the table', async () => {
    const canary = 'canary-5f0a9d2c';
    const leaking: ObservedObject = {
      ...observedObject({ service: 1, name: 'one' }),
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': `{"password":"${canary}"}`,
        note: `postgres://admin:${canary}@host/db`,
      },
      conditions: [
        {
          type: 'Synced',
          status: 'False',
          message: `cannot use password=${canary}`,
        },
      ],
      spec: {
        forProvider: {
          password: canary,
          authToken: canary,
          manageMasterUserPassword: true,
          passwordSecretRef: { name: 'kept', key: 'password' },
          manifest: { data: { x: canary }, stringData: { y: canary } },
        },
      },
      status: {
        atProvider: {
          connectionDetails: { password: canary },
          'attribute.password': canary,
          log: `{"secretString": "${canary}"}`,
        },
      },
    };
    const puppet = new Puppet();
    start(puppet, async () => {});
    await (await watched(puppet)).onListed([leaking]);
    const rows = await database.read(db => db.knex('observed_object'));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(canary);
    const [object] = (await known(serviceId(1))).observed;
    expect(object.spec).toEqual({
      forProvider: {
        manageMasterUserPassword: true,
        passwordSecretRef: { name: 'kept', key: 'password' },
        manifest: {},
      },
    });
    expect(object.labels[SERVICE_ID_LABEL]).toBe(serviceId(1));
  });
});
