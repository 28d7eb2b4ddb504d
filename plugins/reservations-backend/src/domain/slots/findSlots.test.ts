import fc from 'fast-check';
import {
  inventoryOf,
  resourceFacts,
  typeFacts,
} from '../../__testUtils__/facts';
import { findConflicts, type HeldClaim, planClaims } from '../claims';
import type { ResourceFacts } from '../Inventory';
import { MINUTE_MS } from '../intervals';
import { findSlots, type SlotQuestion } from './findSlots';

/** Five-minute steps; all claims and buffers are on them. */
const STEP = 5 * MINUTE_MS;
const DAY = 30;

const type = typeFacts(5, 10);
// A cluster with two nodes, a node of its own, and a pool of three.
const resources = [
  resourceFacts('cluster', { type }),
  resourceFacts('node-1', { type, parentId: 'cluster', attributes: { n: 4 } }),
  resourceFacts('node-2', { type, parentId: 'cluster', attributes: { n: 8 } }),
  resourceFacts('alone', { type, attributes: { n: 2 } }),
  resourceFacts('pool', { type, capacity: 3 }),
];
const inventory = inventoryOf(resources);
const byId = new Map(resources.map(one => [one.id, one]));

interface Booked {
  on: string;
  start: number;
  length: number;
}

const booked: fc.Arbitrary<Booked[]> = fc.array(
  fc.record({
    on: fc.constantFrom(...byId.keys()),
    start: fc.integer({ min: -6, max: DAY }),
    length: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 14 },
);

const claim = (one: ResourceFacts) => ({
  resource: one,
  units: 1,
  setupMinutes: 5,
  teardownMinutes: 10,
});

const isFree = (
  planned: ReturnType<typeof planClaims>,
  held: HeldClaim[],
): boolean =>
  findConflicts(planned, held, id => byId.get(id)?.capacity).length === 0;

/** The claims of those that fit, as one after the other would have booked. */
function claimsOf(bookings: Booked[]): HeldClaim[] {
  const held: HeldClaim[] = [];
  for (const [index, { on, start, length }] of bookings.entries()) {
    const time = { start: start * STEP, end: (start + length) * STEP };
    const planned = planClaims([claim(byId.get(on)!)], time, inventory);
    if (isFree(planned, held)) {
      held.push(...planned.map(p => ({ ...p, bookingId: `b${index}` })));
    }
  }
  return held;
}

const question = (more: Partial<SlotQuestion>): SlotQuestion => ({
  candidates: resources,
  needs: [],
  units: 1,
  count: 1,
  lengthMs: 4 * STEP,
  window: { start: 0, end: DAY * STEP },
  limit: 1000,
  now: 0,
  parties: [],
  ...more,
});

const find = (asked: SlotQuestion, held: HeldClaim[]) =>
  findSlots(
    asked,
    Map.groupBy(held, one => one.resourceId),
    inventory,
  ).slots;

it('finds for each resource its earliest free slot, and nothing that is taken', () => {
  fc.assert(
    fc.property(booked, fc.integer({ min: 1, max: 8 }), (bookings, length) => {
      const held = claimsOf(bookings);
      const lengthMs = length * STEP;
      const found = find(question({ lengthMs }), held);
      for (const { start, end, resources: some } of found) {
        const planned = planClaims(some.map(claim), { start, end }, inventory);
        expect(isFree(planned, held)).toBe(true);
      }
      for (const resource of resources) {
        const free = Array.from({ length: DAY }, (_, n) => n * STEP).find(
          start =>
            start + lengthMs <= DAY * STEP &&
            isFree(
              planClaims(
                [claim(resource)],
                { start, end: start + lengthMs },
                inventory,
              ),
              held,
            ),
        );
        const first = found.find(slot => slot.resources[0] === resource);
        expect([resource.id, first?.start]).toEqual([resource.id, free]);
      }
      const starts = found.map(({ start }) => start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }),
    { numRuns: 200 },
  );
});

it('finds several at once, none a part of another, as early as there are so many', () => {
  fc.assert(
    fc.property(booked, fc.integer({ min: 2, max: 4 }), (bookings, count) => {
      const held = claimsOf(bookings);
      const lengthMs = 4 * STEP;
      const found = find(question({ count, lengthMs }), held);
      for (const { start, end, resources: some } of found) {
        expect(some).toHaveLength(count);
        const planned = planClaims(some.map(claim), { start, end }, inventory);
        expect(isFree(planned, held)).toBe(true);
        const ids = some.map(({ id }) => id);
        expect(ids.includes('cluster') && /node/.test(ids.join())).toBe(false);
      }
      const earliest = Array.from({ length: DAY - 3 }, (_, n) => n).find(
        n =>
          mostAtOnce({ start: n * STEP, end: n * STEP + lengthMs }, held) >=
          count,
      );
      expect(found[0]?.start).toBe(
        earliest === undefined ? undefined : earliest * STEP,
      );
    }),
    { numRuns: 200 },
  );
});

/** Nodes rather than their cluster, when there are any: they are as many or more. */
function mostAtOnce(
  time: { start: number; end: number },
  held: HeldClaim[],
): number {
  const free = resources.filter(one =>
    isFree(planClaims([claim(one)], time, inventory), held),
  );
  const nodes = free.some(({ id }) => id.startsWith('node'));
  return free.filter(({ id }) => id !== 'cluster' || !nodes).length;
}

it('prefers the smallest that suffices, then what leaves least over', () => {
  const order = (asked: SlotQuestion, held: HeldClaim[] = []) =>
    find(asked, held).map(slot => slot.resources[0].id);
  const needs = [{ name: 'n', op: '>=' as const, value: 2 }];
  const some = resources.filter(one => 'n' in one.attributes);
  expect(order(question({ candidates: some, needs }))).toEqual([
    'alone',
    'node-1',
    'node-2',
  ]);
  // As good as each other, but the second one's gap is filled better.
  const [node1, node2] = [byId.get('node-1')!, byId.get('node-2')!];
  const after = planClaims(
    [claim(node2)],
    { start: 8 * STEP, end: 20 * STEP },
    inventory,
  ).map(one => ({ ...one, bookingId: 'b' }));
  expect(
    order(question({ candidates: [node1, node2] }), after).slice(0, 2),
  ).toEqual(['node-2', 'node-1']);
});

it('asks policies no further than it needs to, and says what they said', () => {
  const strict = resourceFacts('strict', {
    policies: { maxMinutes: 10 },
    type,
  });
  const found = findSlots(
    question({ candidates: [strict, byId.get('alone')!] }),
    new Map(),
    inventoryOf([strict, ...resources]),
  );
  expect(found.slots.map(slot => slot.resources[0].id)).toEqual(['alone']);
  expect(found.denials).toMatchObject([{ code: 'too_long' }]);
});

describe('daily', () => {
  const day = (n: number) => n * 24 * 60 * MINUTE_MS;
  const starts = (more: Partial<SlotQuestion>, held: HeldClaim[] = []) =>
    findSlots(
      question({
        candidates: [byId.get('alone')!],
        window: { start: 0, end: day(4) },
        ...more,
      }),
      Map.groupBy(held, one => one.resourceId),
      inventory,
    ).slots.map(({ start }) => start);

  it('offers the same time of each day while it is free', () => {
    const [first, ...others] = starts({ daily: true });
    expect(others).toEqual([1, 2, 3].map(n => first + day(n)));
    expect(starts({})).toEqual([first]);
    expect(starts({ daily: true, limit: 2 })).toEqual([first, first + day(1)]);
  });

  it('offers what begins free time besides', () => {
    const held = planClaims(
      [claim(byId.get('alone')!)],
      { start: day(1) - 12 * STEP, end: day(1) + 12 * STEP },
      inventory,
    ).map(one => ({ ...one, bookingId: 'b' }));
    const [first, next] = starts({ daily: true }, held);
    expect(next).toBeGreaterThan(day(1) + 12 * STEP);
    expect(next - first).toBeLessThan(day(2));
  });
});
