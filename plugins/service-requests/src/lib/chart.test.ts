import { pathOf, scaleOf, thinned } from './chart';

const at = (minute: number) =>
  new Date(Date.UTC(2027, 2, 16, 9, minute)).toISOString();
const points = (...values: (number | undefined)[]) =>
  values.map((value, index) => ({ at: at(index), value }));

describe('the scale of a chart', () => {
  it.each([
    [
      [12, 40],
      [0, 20, 40],
    ],
    [
      [0.3, 0.41],
      [0, 0.25, 0.5],
    ],
    [[1_900_000], [0, 1_000_000, 2_000_000]],
    [
      [0, 0],
      [0, 1],
    ],
    [[], [0, 1]],
    [
      [-3, 8],
      [-10, 0, 10],
    ],
  ])('of %j has lines at %j', (values, ticks) => {
    expect(scaleOf(points(...values)).ticks).toEqual(ticks);
  });
});

it('draws a line that breaks off where nothing is known', () => {
  const given = points(0, 10, undefined, 20, 0);
  expect(pathOf(given, scaleOf(given), { width: 40, height: 20 })).toBe(
    'M0 20L10 10M30 0L40 20',
  );
});

it('thins points out, and keeps the last', () => {
  const given = points(1, 2, 3, 4, 5, 6, 7);
  expect(thinned(given, 3).map(({ value }) => value)).toEqual([1, 4, 7]);
  expect(thinned(given, 100)).toHaveLength(7);
});
