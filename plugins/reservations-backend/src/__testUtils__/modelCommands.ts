import fc from 'fast-check';
import { MINUTE } from './bookingModel';

export const SLOT = 30 * MINUTE;
export const names = [
  'solo',
  'cluster',
  'rack-a',
  'rack-b',
  'a1',
  'a2',
  'b1',
  'pool',
  'lab',
  'gated',
] as const;
export const places: Record<string, { parent?: string; capacity?: number }> = {
  'rack-a': { parent: 'cluster' },
  'rack-b': { parent: 'cluster' },
  a1: { parent: 'rack-a' },
  a2: { parent: 'rack-a' },
  b1: { parent: 'rack-b' },
  pool: { capacity: 3 },
  lab: { parent: 'rack-b', capacity: 2 },
};
export const buffered = ['a1', 'lab', 'rack-b'];

const name = fc.constantFrom(...names);
const ungated = fc.constantFrom(...names.slice(0, -1));
const nth = fc.nat(50);
const time = {
  /** 48 and 49: the next day, where a series goes on. */
  slot: fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4, 5, 48, 49, -1),
  length: fc.constantFrom(1, 1, 1, 2, 2, 3, 3, 4, 4, 0),
};
const which = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const units = fc.constantFrom(1, 1, 1, 2, 2, 3);

export const command = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      which,
      units,
      ...time,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      nth,
      ...time,
      stale: fc.nat(9).map(n => n === 0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      nth,
      length: time.length,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('swap' as const),
      nth,
      which,
      units,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('retitle' as const), nth }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cancel' as const,
        'cancel' as const,
        'release' as const,
        'reject' as const,
      ),
      nth,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('approve' as const), nth }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('repeat' as const),
      which,
      units,
      ...time,
      count: fc.constantFrom(1, 2, 3),
      skip: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('endSeries' as const),
      nth,
      part: fc.constantFrom('all' as const, 'following' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('changeRule' as const),
      nth,
      part: fc.constantFrom('all' as const, 'following' as const),
      count: fc.constantFrom(1, 2, 3, 4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('maintain' as const),
      name,
      ...time,
      cancels: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('finish' as const),
      nth,
      how: fc.constantFrom('cancel' as const, 'end' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      name: ungated,
      units,
      ...time,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      nth,
      how: fc.constantFrom(
        'accept' as const,
        'accept' as const,
        'decline' as const,
        'withdraw' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      minutes: fc.constantFrom(1, 7, 30, 45, 90),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      name,
      status: fc.constantFrom(
        'active' as const,
        'active' as const,
        'maintenance' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reparent' as const),
      name,
      parent: fc.option(name, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('capacity' as const),
      name,
      capacity: fc.constantFrom(undefined, 1, 2, 4),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('setup' as const),
      minutes: fc.constantFrom(0, 30, 60),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('archive' as const),
      nth: fc.nat(30).map(n => (n < 3 ? names[n + 4] : undefined)),
    }),
  },
);
export type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

export type CommandTo<Do extends Command['do']> = Extract<Command, { do: Do }>;
