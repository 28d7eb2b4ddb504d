import fc from 'fast-check';
import {
  gaps,
  type Interval,
  merge,
  overlaps,
  peakUnits,
  usageSteps,
} from './intervals';

// Small whole numbers: what holds at each instant between two of them can be
// counted.
const SIZE = 24;
const instants = Array.from({ length: SIZE }, (_, n) => n + 0.5);

const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.nat(SIZE - 1), fc.integer({ min: 1, max: SIZE / 2 }))
  .map(([start, length]) => ({ start, end: Math.min(SIZE, start + length) }));
const intervals = fc.array(interval, { maxLength: 12 });
const usages = fc.array(
  fc.tuple(interval, fc.integer({ min: 1, max: 4 })).map(([time, units]) => ({
    ...time,
    units,
  })),
  { maxLength: 12 },
);

const covers = (one: Interval, instant: number) =>
  one.start <= instant && instant < one.end;
const covered = (all: Interval[], instant: number) =>
  all.some(one => covers(one, instant));
const unitsAt = (
  all: { start: number; end: number; units: number }[],
  instant: number,
) =>
  all
    .filter(one => covers(one, instant))
    .reduce((sum, { units }) => sum + units, 0);

function expectSortedAndApart(all: Interval[], mayTouch: boolean) {
  for (const [index, { start, end }] of all.entries()) {
    expect(start).toBeLessThan(end);
    const before = index > 0 ? all[index - 1].end : -Infinity;
    expect(mayTouch ? before <= start : before < start).toBe(true);
  }
}

describe('intervals', () => {
  it('overlap when they share an instant', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(overlaps(a, b)).toBe(
          instants.some(instant => covers(a, instant) && covers(b, instant)),
        );
      }),
    );
  });

  it('merge into apart ones that cover the same', () => {
    fc.assert(
      fc.property(intervals, all => {
        const before = structuredClone(all);
        const merged = merge(all);
        expectSortedAndApart(merged, false);
        for (const instant of instants) {
          expect(covered(merged, instant)).toBe(covered(all, instant));
        }
        expect(all).toEqual(before);
      }),
    );
  });

  it('leave the gaps that none of them covers', () => {
    fc.assert(
      fc.property(interval, intervals, (window, busy) => {
        const free = gaps(window, busy);
        expectSortedAndApart(free, false);
        for (const instant of instants) {
          expect(covered(free, instant)).toBe(
            covers(window, instant) && !covered(busy, instant),
          );
        }
      }),
    );
  });

  it('take as many units at an instant as those there, one by one', () => {
    fc.assert(
      fc.property(usages, all => {
        const steps = usageSteps(all);
        expectSortedAndApart(steps, true);
        for (const instant of instants) {
          expect(unitsAt(steps, instant)).toBe(unitsAt(all, instant));
        }
      }),
    );
  });

  it('peak where most units are taken at once', () => {
    fc.assert(
      fc.property(usages, interval, (all, window) => {
        expect(peakUnits(all, window)).toBe(
          Math.max(
            ...instants
              .filter(instant => covers(window, instant))
              .map(instant => unitsAt(all, instant)),
          ),
        );
      }),
    );
  });
});
