import { isSpan, proposeSlots } from './proposeSlots';

const at = (day: number, hour: number, minute = 0) =>
  new Date(Date.UTC(2027, 2, day, hour, minute));
const free = (from: Date, to: Date, units = 1) => ({
  start: from.toISOString(),
  end: to.toISOString(),
  units,
});
const starts = (spans: { start: string }[]) =>
  spans.map(span => span.start.slice(8, 16));

describe('proposeSlots', () => {
  it('takes the earliest of each gap, on the quarter hour', () => {
    const slots = proposeSlots(
      {
        free: [free(at(16, 9, 5), at(16, 12)), free(at(16, 15), at(16, 18))],
      },
      { minutes: 60, now: at(16, 8) },
    );
    expect(starts(slots)).toEqual(['16T09:15', '16T15:00']);
    expect(slots[0].end).toBe(at(16, 10, 15).toISOString());
  });

  it('goes on with the days after in a long gap, up to the count', () => {
    expect(
      starts(
        proposeSlots(
          { free: [free(at(16, 9), at(30, 9))] },
          { minutes: 60, now: at(16, 9), count: 3 },
        ),
      ),
    ).toEqual(['16T09:00', '17T09:00', '18T09:00']);
  });

  it('leaves room for setup and teardown', () => {
    const gap = { free: [free(at(16, 9), at(16, 12))] };
    const options = { now: at(16, 8), setupMinutes: 30, teardownMinutes: 30 };
    expect(starts(proposeSlots(gap, { ...options, minutes: 120 }))).toEqual([
      '16T09:30',
    ]);
    expect(proposeSlots(gap, { ...options, minutes: 121 })).toEqual([]);
  });

  it('joins stretches that touch and never proposes the past', () => {
    expect(
      starts(
        proposeSlots(
          {
            free: [
              free(at(16, 6), at(16, 9), 3),
              free(at(16, 9), at(16, 11), 1),
            ],
          },
          { minutes: 120, now: at(16, 8, 10) },
        ),
      ),
    ).toEqual(['16T08:15']);
  });

  it('ignores stretches with nothing free', () => {
    expect(
      proposeSlots(
        { free: [free(at(16, 6), at(16, 9), 0)] },
        { minutes: 15, now: at(16, 6) },
      ),
    ).toEqual([]);
  });
});

test.each([
  [{ start: '2027-03-16T09:00:00Z', end: '2027-03-16T10:00:00Z' }, true],
  [{ start: '2027-03-16T10:00:00Z', end: '2027-03-16T10:00:00Z' }, false],
  [{ start: 'soon', end: '2027-03-16T10:00:00Z' }, false],
  [{ start: '2027-03-16T10:00:00Z' }, false],
  [undefined, false],
])('isSpan(%j) is %s', (span, expected) => {
  expect(isSpan(span)).toBe(expected);
});
