import fc from 'fast-check';
import { inventoryOf, resourceFacts, typeFacts } from '../__testUtils__/facts';
import { nearestStarts, type SlotDemand, startIntervals } from './availability';
import type { HeldClaim } from './claims';
import { MINUTE_MS } from './intervals';

/** Five-minute steps; all claims and buffers are on them. */
const STEP = 5 * MINUTE_MS;
const DAY = 40;
const steps = Array.from({ length: DAY }, (_, n) => n);

interface Case {
  setup: number;
  teardown: number;
  capacity?: number;
  units: number;
  length: number;
  now: number;
  claims: {
    on: number;
    start: number;
    length: number;
    whole: boolean;
    units: number;
  }[];
}

// The resource asked for, the one above it, and a second one below the same.
const ids = ['node', 'cluster', 'sibling'];
const testCase: fc.Arbitrary<Case> = fc.record({
  setup: fc.nat(3),
  teardown: fc.nat(3),
  capacity: fc.constantFrom(undefined, 1, 2, 4),
  units: fc.integer({ min: 1, max: 5 }),
  length: fc.integer({ min: 1, max: 8 }),
  now: fc.nat(12),
  claims: fc.array(
    fc.record({
      on: fc.nat(2),
      start: fc.integer({ min: -5, max: DAY }),
      length: fc.integer({ min: 1, max: 10 }),
      whole: fc.boolean(),
      units: fc.integer({ min: 1, max: 2 }),
    }),
    { maxLength: 6 },
  ),
});

function prepare(of: Case) {
  const node = resourceFacts('node', {
    parentId: 'cluster',
    capacity: of.capacity,
    type: typeFacts(of.setup * 5, of.teardown * 5),
  });
  const inventory = inventoryOf([
    node,
    resourceFacts('cluster'),
    resourceFacts('sibling', { parentId: 'cluster' }),
  ]);
  const claims = of.claims.map(
    ({ on, start, length, whole, units }, n): HeldClaim => ({
      bookingId: `booking-${n}`,
      resourceId: ids[on],
      // Only the cluster has parts.
      whole: on === 1 ? whole : true,
      exclusive: on > 0 || of.capacity === undefined,
      units: on === 1 && !whole ? 0 : units,
      from: start * STEP,
      until: (start + length) * STEP,
    }),
  );
  const demand: SlotDemand = {
    resources: [{ resource: node, units: of.units }],
    lengthMs: of.length * STEP,
    window: { start: 0, end: DAY * STEP },
    now: of.now * STEP,
  };
  return { inventory, claims, demand };
}

/** Step by step, whether there is room from setup to teardown. */
function isBookable(start: number, of: Case): boolean {
  const all = Array.from(
    { length: of.setup + of.length + of.teardown },
    (_, n) => start - of.setup + n,
  );
  return all.every(step => {
    const there = of.claims.filter(
      claim => claim.start <= step && step < claim.start + claim.length,
    );
    const above = there.some(claim => claim.on === 1 && claim.whole);
    const own = there.filter(claim => claim.on === 0);
    const taken =
      of.capacity === undefined
        ? own.length
        : own.reduce((sum, claim) => sum + claim.units, 0);
    return !above && taken + of.units <= (of.capacity ?? 1);
  });
}

describe('starts of free slots', () => {
  it('are exactly those at which the slot can be booked', () => {
    fc.assert(
      fc.property(testCase, of => {
        const { inventory, claims, demand } = prepare(of);
        const found = startIntervals(demand, claims, inventory);
        const offered = steps.filter(step =>
          found.some(
            ({ start, end }) => start <= step * STEP && step * STEP < end,
          ),
        );
        expect(offered).toEqual(
          steps.filter(step => step >= of.now && isBookable(step, of)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('are common to all resources', () => {
    fc.assert(
      fc.property(testCase, testCase, (one, other) => {
        const a = prepare(one);
        const second = resourceFacts('second', {
          capacity: other.capacity,
          type: typeFacts(other.setup * 5, other.teardown * 5),
        });
        const inventory = inventoryOf([...a.inventory.resources(), second]);
        const claims = [
          ...a.claims,
          ...prepare(other)
            .claims.filter(claim => claim.resourceId === 'node')
            .map(claim => ({ ...claim, resourceId: 'second' })),
        ];
        const demand = {
          ...a.demand,
          resources: [
            ...a.demand.resources,
            { resource: second, units: other.units },
          ],
        };
        const found = startIntervals(demand, claims, inventory);
        const alone = {
          ...other,
          length: one.length,
          claims: other.claims.filter(claim => claim.on === 0),
        };
        for (const step of steps) {
          const offered = found.some(
            ({ start, end }) => start <= step * STEP && step * STEP < end,
          );
          expect(offered).toBe(
            step >= one.now && isBookable(step, one) && isBookable(step, alone),
          );
        }
      }),
    );
  });

  it('come nearest first, each of them free, the wanted one itself if it is', () => {
    fc.assert(
      fc.property(
        testCase,
        fc.nat(DAY * 5 - 1),
        fc.integer({ min: 1, max: 5 }),
        (of, minute, count) => {
          const { inventory, claims, demand } = prepare(of);
          const found = startIntervals(demand, claims, inventory);
          const wanted = minute * MINUTE_MS;
          const isFree = (instant: number) =>
            found.some(({ start, end }) => start <= instant && instant < end);

          const starts = nearestStarts(found, wanted, count);

          expect(starts).toHaveLength(Math.min(count, found.length));
          expect(starts.every(isFree)).toBe(true);
          const distances = starts.map(start => Math.abs(start - wanted));
          expect(distances).toEqual([...distances].sort((a, b) => a - b));
          const best = isFree(wanted)
            ? 0
            : Math.min(
                ...steps
                  .filter(step => isFree(step * STEP))
                  .map(step => Math.abs(step * STEP - wanted)),
              );
          expect(distances[0] ?? Infinity).toBeLessThanOrEqual(best);
        },
      ),
      { numRuns: 300 },
    );
  });
});
