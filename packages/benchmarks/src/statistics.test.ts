import { quantile, ratios, spread, summarise } from './statistics';

describe('quantile', () => {
  it('is the middle one of an odd number of figures, in any order', () => {
    expect(quantile([9, 1, 5], 0.5)).toBe(5);
  });

  it('lies between the middle two of an even number', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  });

  it('finds p95 of a hundred figures between the 95th and the 96th', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantile(hundred, 0.95)).toBeCloseTo(95.05);
    expect(quantile(hundred, 1)).toBe(100);
  });

  it('has no answer for no figures', () => {
    expect(() => quantile([], 0.5)).toThrow('There are no figures');
  });

  it('does not change what it is given', () => {
    const figures = [3, 1, 2];
    quantile(figures, 0.5);
    expect(figures).toEqual([3, 1, 2]);
  });
});

it('summarises by median and range', () => {
  expect(summarise([10, 30, 20, 50, 40])).toEqual({
    median: 30,
    min: 10,
    max: 50,
  });
});

it('measures the spread against the median', () => {
  expect(spread([90, 100, 110])).toBeCloseTo(0.2);
  expect(spread([7, 7, 7])).toBe(0);
});

describe('ratios', () => {
  it('pairs neighbours, so that a machine at half speed changes nothing', () => {
    expect(ratios([100, 50, 100], [1000, 500, 1000])).toEqual([0.1, 0.1, 0.1]);
  });

  it('refuses windows without a neighbour', () => {
    expect(() => ratios([1, 2], [1])).toThrow('cannot be paired');
  });
});
