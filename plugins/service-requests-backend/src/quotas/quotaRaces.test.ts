import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Database } from '@callboard/backend-database';
import fc from 'fast-check';
import { PRODUCTION } from '../policies/__testUtils__/policyInput';
import {
  type Backends,
  clear,
  createLedger,
  openBackends,
  quota,
  quotaActions,
  scaled,
  SCOPE,
  service,
  STORAGE,
} from './__testUtils__/ledgers';
import { QuotaModel, type QuotaStep } from './__testUtils__/QuotaModel';
import { QuotaExceededError } from './QuotaExceededError';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const isExceeded = (reason: unknown) => reason instanceof QuotaExceededError;

const reasonsOf = (outcomes: PromiseSettledResult<unknown>[]): unknown[] =>
  outcomes.flatMap(one => (one.status === 'rejected' ? [one.reason] : []));

async function isAccepted(request: Promise<unknown>): Promise<boolean> {
  const [outcome] = await Promise.allSettled([request]);
  if (outcome.status === 'rejected' && !isExceeded(outcome.reason)) {
    throw outcome.reason;
  }
  return outcome.status === 'fulfilled';
}

describe.each(databases.eachSupportedId())(
  'races for quotas, %s',
  databaseId => {
    let backends: Backends;
    let database: Database;
    let actions: ReturnType<typeof quotaActions>;

    beforeAll(async () => {
      backends = await openBackends(databases, databaseId);
      [database] = backends.both;
      actions = quotaActions(database);
    });

    afterAll(() => backends.close());

    beforeEach(() => clear(database));

    it('frees once, however often it is withdrawn', async () => {
      const ledger = createLedger(quota());
      const [first] = [
        await actions.handIn(ledger, [service()]),
        await actions.handIn(ledger, [service()]),
      ];
      await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          actions.withdraw(ledger, first, backends.both[n % 2]),
        ),
      );
      expect(await actions.state(ledger)).toEqual([0, 1]);
    });

    it('is either merged or withdrawn', async () => {
      const ledger = createLedger(quota());
      for (let round = 0; round < 10; round++) {
        const [used] = await actions.state(ledger);
        const id = await actions.handIn(ledger, [service()]);
        await Promise.all([
          actions.merge(ledger, id, backends.both[round % 2]),
          actions.withdraw(ledger, id, backends.both[(round + 1) % 2]),
        ]);
        const [after, pending] = await actions.state(ledger);
        expect(pending).toBe(0);
        expect([used, used + 1]).toContain(after);
        await database.write(tx => tx.knex('quota_use').delete());
      }
    });

    it('lets exactly as many of fifty pass as there is room for', async () => {
      const ledgers = [
        createLedger(quota({ limit: 7 }), STORAGE),
        createLedger(quota({ limit: 7 }), STORAGE),
      ];
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, (_, n) =>
          actions.handIn(
            ledgers[n % 2],
            [service()],
            randomUUID(),
            backends.both[n % 2],
          ),
        ),
      );
      const refused = reasonsOf(outcomes);
      expect(refused).toHaveLength(43);
      expect(refused.every(isExceeded)).toBe(true);
      expect(await database.read(db => db.knex('quota_hold'))).toHaveLength(14);
    });

    it('never lets more pass than fits while requests come, go, scale and merge', async () => {
      const ledgers = [
        createLedger(STORAGE, quota()),
        createLedger(STORAGE, quota()),
      ];
      const services = [service(), service()];
      await actions.running(ledgers[0], ...services);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, async (_, n) => {
          const [ledger, on] = [ledgers[n % 2], backends.both[n % 2]];
          const item =
            n % 5 === 0
              ? scaled(services[n % 2], 10 + n)
              : service({ parameters: { storageGib: 5 + (n % 7) } });
          const id = await actions.handIn(ledger, [item], randomUUID(), on);
          await (n % 3 === 0
            ? actions.withdraw(ledger, id, on)
            : actions.merge(ledger, id, on));
          const [use] = await on.read(db => ledger.use(db, SCOPE.owner));
          expect(use.used + use.pending).toBeLessThanOrEqual(100);
        }),
      );
      expect(reasonsOf(outcomes).every(isExceeded)).toBe(true);
      const use = await database.read(db => ledgers[0].use(db, SCOPE.owner));
      expect(use.map(({ pending }) => pending)).toEqual([0, 0]);
      expect(use[1].used).toBeLessThanOrEqual(5);
    });

    it('waits in one order for several limits, so that nobody waits for ever', async () => {
      const rules = ['a', 'b', 'c', 'd'].map(id =>
        quota({ id: `q-${id}`, per: ['owner', 'region'], limit: 1000 }),
      );
      const ledgers = [
        createLedger(...rules),
        createLedger(...[...rules].reverse()),
      ];
      const regions = PRODUCTION.regions.map(({ name }) => name);
      await Promise.all(
        Array.from({ length: 30 }, (_, n) => {
          const items = regions.map(region => service({ region }));
          return actions.handIn(
            ledgers[n % 2],
            n % 3 === 0 ? items.reverse() : items,
            randomUUID(),
            backends.both[n % 2],
          );
        }),
      );
      const use = await database.read(db => ledgers[0].use(db, SCOPE.owner));
      expect(use.map(({ pending }) => pending)).toEqual(Array(8).fill(30));
    });

    it('agrees with a model, whatever the order', async () => {
      const ledger = createLedger(STORAGE);
      const services = [1, 2, 3].map(() => service());
      const step = fc.record({
        action: fc.constantFrom<QuotaStep>(
          'hand-in',
          'merge',
          'withdraw',
          'free',
        ),
        service: fc.nat(2),
        request: fc.nat(3),
        size: fc.nat(70),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
          await clear(database);
          const ids = [1, 2, 3, 4].map(() => randomUUID());
          const model = new QuotaModel(100);
          for (const one of steps) {
            const id = ids[one.request];
            const item = services[one.service];
            const outcome = await isAccepted(
              actions.step(ledger, one.action, id, scaled(item, one.size)),
            );
            expect(outcome).toBe(model.apply(one));
            expect(await actions.state(ledger)).toEqual(model.state);
          }
        }),
        { numRuns: 25 },
      );
    });
  },
);
