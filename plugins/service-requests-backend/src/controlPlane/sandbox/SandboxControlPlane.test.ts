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
  databaseManifest,
  manifestPath,
  MemoryGitOps,
} from './__testUtils__/MemoryGitOps';
import { SandboxControlPlane } from './SandboxControlPlane';
import { SandboxBehaviours } from './SandboxStore';
import { NO_DELAYS, type SandboxBehaviour, type SandboxDelays } from './types';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const logger = mockServices.logger.mock();
const SERVICE = serviceId(1);
const SLOW: SandboxDelays = {
  sync: 1_000,
  create: 10_000,
  change: 10_000,
  remove: 10_000,
};

function desired(allocatedStorage = 20): DesiredObject[] {
  return [
    {
      object: {
        apiVersion: 'rds.aws.m.upbound.io/v1beta1',
        kind: 'Instance',
        name: 'orders-db',
        namespace: 'staging',
      },
      leaves: [
        {
          parameter: 'storageGib',
          specPath: 'spec.forProvider.allocatedStorage',
          statusPath: 'status.atProvider.allocatedStorage',
          value: allocatedStorage,
        },
      ],
      endpointPath: 'status.atProvider.endpoint',
      secrets: [
        {
          kind: 'database',
          arnPath: 'status.atProvider.masterUserSecret[0].secretArn',
          statePath: 'status.atProvider.masterUserSecret[0].secretStatus',
        },
      ],
    },
  ];
}

describe.each(databases.eachSupportedId())('SandboxControlPlane, %s', id => {
  let database: Database;
  let gitops: MemoryGitOps;
  let controlPlane: SandboxControlPlane;
  let engine: ConvergenceEngine | undefined;
  let seen: number;
  let clock: number;
  const store = new ObservationStore();
  const behaviours = new SandboxBehaviours();

  beforeEach(async () => {
    database = await openDatabase({ knex: await databases.init(id) });
    gitops = new MemoryGitOps();
    seen = 0;
    clock = Date.parse('2027-03-16T08:00:00Z');
  });

  afterEach(async () => {
    await engine?.stop();
    engine = undefined;
  });

  function start(delays: SandboxDelays) {
    controlPlane = SandboxControlPlane.create({
      gitops,
      database,
      delays,
      logger,
      now: () => clock,
      pollMs: 60_000,
    });
    engine = ConvergenceEngine.create({
      controlPlane,
      database,
      logger,
      onServicesSeen: async () => void seen++,
    });
    engine.start();
  }

  async function restart(delays: SandboxDelays) {
    await engine?.stop();
    start(delays);
  }

  function pass(ms: number) {
    clock += ms;
    controlPlane.kick();
  }

  function merge(allocatedStorage: number) {
    gitops.merge_({
      [manifestPath('orders-db')]: databaseManifest({
        serviceId: SERVICE,
        allocatedStorage,
      }),
    });
  }

  function prune() {
    gitops.merge_({ [manifestPath('orders-db')]: undefined });
  }

  async function behave(behaviour: SandboxBehaviour) {
    await database.write(tx => behaviours.set(tx, SERVICE, behaviour));
    // The database's clock says since when; the sandbox's is the test's.
    await database.write(async tx => {
      await tx.knex('sandbox_behaviour').update({ since: clock });
    });
    controlPlane.kick();
  }

  async function verdict(phase: Phase, storage = 20): Promise<Judgement> {
    const known = await database.read(db => store.read(db, [SERVICE]));
    return judge({
      ...known.get(SERVICE)!,
      phase,
      desired: desired(storage),
      mergedAt: Date.now() - 60_000,
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
      if (last.status === status && (!reason || reason.test(last.reason!))) {
        return last;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    throw new Error(
      `It is ${last?.status} (${last?.reason}) and does not become ${status}`,
    );
  }

  it('takes a merged manifest all the way at once, without delays', async () => {
    start(NO_DELAYS);
    merge(20);
    const { endpoint, observed, secrets } = await becomes('ready', 'create');
    expect(endpoint).toBe('orders-db.rds.eu-west-1.sandbox.invalid:5432');
    expect(observed).toEqual({ storageGib: 20 });
    expect(secrets).toMatchObject([
      {
        arn: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:sandbox-orders-db',
        state: 'synced',
      },
    ]);
    merge(50);
    await becomes('ready', 'change', 50);
    prune();
    await becomes('removed', 'remove', 50);
    expect(seen).toBeGreaterThanOrEqual(3);
  });

  it('walks through the conditions with delays', async () => {
    start(SLOW);
    merge(20);
    await becomes('provisioning', 'create', 20, /not been looked at/);
    pass(1_000);
    await becomes('provisioning', 'create', 20, /Creating/);
    pass(9_000);
    await becomes('ready', 'create');

    merge(50);
    await becomes('updating', 'change', 50, /not been looked at/);
    pass(1_000);
    // Crossplane says ready all the time.
    const { conditions } = await becomes(
      'updating',
      'change',
      50,
      /is 20, not 50/,
    );
    expect(conditions).toContainEqual(
      expect.objectContaining({ type: 'Ready', status: 'True' }),
    );
    pass(9_000);
    await becomes('ready', 'change', 50);

    prune();
    await becomes('removing', 'remove', 50, /being deleted; held by finalizer/);
    pass(10_000);
    await becomes('removed', 'remove', 50);
  });

  it('goes on by itself when the time has come', async () => {
    const quick = { sync: 20, create: 120, change: 120, remove: 120 };
    start(quick);
    const started = clock;
    const real = Date.now();
    const ticking = setInterval(() => {
      clock = started + Date.now() - real;
    }, 5);
    try {
      merge(20);
      expect(await becomes('ready', 'create')).toMatchObject({
        status: 'ready',
      });
    } finally {
      clearInterval(ticking);
    }
  });

  it('is stuck when it is told so, and goes on when it is told to', async () => {
    start(SLOW);
    merge(20);
    await becomes('provisioning', 'create', 20, /not been looked at/);
    await behave('stuck');
    pass(3_600_000);
    await becomes('provisioning', 'create', 20, /Creating/);
    await behave('normal');
    pass(10_000);
    expect(await becomes('ready', 'create')).toMatchObject({ status: 'ready' });
  });

  it('keeps the old size and says ready, or waits for the window', async () => {
    start(NO_DELAYS);
    merge(20);
    await becomes('ready', 'create');
    await behave('old-size');
    merge(50);
    const { objects } = await becomes(
      'updating',
      'change',
      50,
      /is 20, not 50/,
    );
    expect(objects).toMatchObject([{ state: 'updating' }]);
    await behave('window');
    await becomes('waiting_window', 'change', 50, /maintenance window/);
    await behave('normal');
    await becomes('ready', 'change', 50);
  });

  it('is degraded after it was ready, and recovers', async () => {
    start(NO_DELAYS);
    merge(20);
    await becomes('ready', 'create');
    await behave('degraded');
    await becomes('degraded', 'steady', 20, /told to let it fail/);
    await behave('normal');
    expect(await becomes('ready', 'steady')).toMatchObject({ status: 'ready' });
  });

  it('never goes when it is told so', async () => {
    start(NO_DELAYS);
    merge(20);
    await becomes('ready', 'create');
    await behave('undeletable');
    prune();
    await becomes('removing', 'remove', 20, /held by/);
    pass(3_600_000);
    await becomes('removing', 'remove', 20, /held by/);
    await behave('normal');
    expect(await becomes('removed', 'remove')).toMatchObject({
      status: 'removed',
    });
  });

  it('makes another object of a name that comes back', async () => {
    start(SLOW);
    merge(20);
    await becomes('provisioning', 'create', 20, /not been looked at/);
    pass(10_000);
    await becomes('ready', 'create');
    prune();
    await becomes('removing', 'remove', 20, /being deleted/);
    merge(50);
    pass(10_000);
    await becomes('provisioning', 'create', 50);
    await becomes('removing', 'remove', 50, /made anew under the same name/);
    pass(10_000);
    expect(await becomes('ready', 'create', 50)).toMatchObject({
      status: 'ready',
    });
  });

  it('goes on after a restart where it was', async () => {
    start(SLOW);
    merge(20);
    await becomes('provisioning', 'create', 20, /not been looked at/);
    await behave('stuck');
    clock += 20_000;
    await restart(SLOW);
    await becomes('provisioning', 'create', 20, /Creating/);
    await behave('normal');
    pass(10_000);
    await becomes('ready', 'create');
    const [before] = await database.read(db => db.knex('sandbox_object'));
    await restart(SLOW);
    await becomes('ready', 'create');
    const [after] = await database.read(db => db.knex('sandbox_object'));
    expect(after).toEqual(before);
  });

  it('finishes what was merged while it was not running', async () => {
    start(NO_DELAYS);
    merge(20);
    await becomes('ready', 'create');
    await engine!.stop();
    prune();
    start(NO_DELAYS);
    expect(await becomes('removed', 'remove')).toMatchObject({
      status: 'removed',
    });
  });

  it('says so while the manifests cannot be read, and goes on', async () => {
    start(NO_DELAYS);
    merge(20);
    await becomes('ready', 'create');
    gitops.fails = true;
    prune();
    await becomes(
      'removing',
      'remove',
      20,
      /last seen: The sandbox cannot go on/,
    );
    gitops.fails = false;
    expect(await becomes('removed', 'remove')).toMatchObject({
      status: 'removed',
    });
  });

  it('leaves out what it cannot read, and reads nothing twice that is the same', async () => {
    gitops.merge_({
      [manifestPath('broken')]: 'a: [1',
      [manifestPath('list')]: '- 1\n- 2\n',
      [manifestPath('bomb')]: 'a: &a [1]\nb: *a\n'.repeat(2),
      'services/staging/eu-west-1/x/terraform.tfvars.json': '{}',
      'README.md': 'not a manifest',
    });
    start(NO_DELAYS);
    merge(20);
    await becomes('ready', 'create');
    expect(await database.read(db => db.knex('sandbox_object'))).toHaveLength(
      1,
    );
    const { reads } = gitops;
    pass(0);
    pass(0);
    await becomes('ready', 'create');
    expect(gitops.reads).toBe(reads);
  });
});
