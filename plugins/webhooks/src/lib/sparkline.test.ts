import { bars, worstPoint } from './sparkline';

const at = (hour: number) => `2027-03-16T0${hour}:00:00.000Z`;
const size = { width: 100, height: 20 };

it('draws each point to the scale of the largest', () => {
  const drawn = bars(
    [
      { at: at(0), delivered: 8, failed: 2 },
      { at: at(1), delivered: 0, failed: 0 },
      { at: at(2), delivered: 5, failed: 0 },
      { at: at(3), delivered: 0, failed: 5 },
    ],
    size,
  );
  expect(drawn.map(bar => bar.x)).toEqual([0, 25, 50, 75]);
  expect(drawn[0].delivered + drawn[0].failed).toBeCloseTo(18);
  expect(drawn[1]).toMatchObject({ delivered: 0, failed: 0 });
  expect(drawn[2]).toMatchObject({ delivered: 9, failed: 0 });
  expect(drawn[3]).toMatchObject({ delivered: 0, failed: 9 });
});

it('keeps one failure among thousands visible, and inside', () => {
  const [bar] = bars([{ at: at(0), delivered: 5_000, failed: 1 }], size);
  expect(bar.failed).toBeGreaterThanOrEqual(1);
  expect(bar.delivered + bar.failed).toBeLessThanOrEqual(20);
});

it('names the worst point, and none where all arrived', () => {
  const good = { at: at(0), delivered: 3, failed: 0 };
  const bad = { at: at(1), delivered: 0, failed: 3 };
  expect(worstPoint([good, bad, { ...good, failed: 1 }])).toBe(bad);
  expect(worstPoint([good])).toBeUndefined();
  expect(bars([], size)).toEqual([]);
});
