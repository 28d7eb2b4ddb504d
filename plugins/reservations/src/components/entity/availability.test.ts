import { availabilityAt, busySegments } from './availability';

const at = (hour: number) => new Date(Date.UTC(2027, 2, 16, hour));
const span = (from: number, to: number, units = 1) => ({
  start: at(from).toISOString(),
  end: at(to).toISOString(),
  units,
});

describe('availabilityAt', () => {
  const status = 'active' as const;

  it('is free until the next booking', () => {
    expect(
      availabilityAt(
        { status, free: [span(8, 12), span(14, 20)] },
        at(9),
        at(20),
      ),
    ).toEqual({ state: 'free', until: at(12), unitsFree: 1 });
  });

  it('knows no end where the window ends first', () => {
    expect(
      availabilityAt({ status, free: [span(8, 20)] }, at(9), at(20)).until,
    ).toBeUndefined();
  });

  it('joins stretches of a pool that touch', () => {
    expect(
      availabilityAt(
        { status, free: [span(8, 10, 3), span(10, 12, 1)] },
        at(9),
        at(20),
      ),
    ).toEqual({ state: 'free', until: at(12), unitsFree: 3 });
  });

  it('is taken at the end of a free stretch, and says until when', () => {
    expect(
      availabilityAt(
        { status, free: [span(8, 9), span(14, 20)] },
        at(9),
        at(20),
      ),
    ).toEqual({
      state: 'taken',
      until: at(14),
      nextFree: at(14),
      unitsFree: 0,
    });
  });

  it('is taken throughout where nothing is free', () => {
    expect(availabilityAt({ status, free: [] }, at(9), at(20))).toEqual({
      state: 'taken',
      until: undefined,
      nextFree: undefined,
      unitsFree: 0,
    });
  });

  it('is out whatever is free while in maintenance', () => {
    expect(
      availabilityAt(
        { status: 'maintenance', free: [span(8, 20)] },
        at(9),
        at(20),
      ).state,
    ).toBe('out');
  });
});

describe('busySegments', () => {
  it('cuts to the window and measures in percent', () => {
    expect(
      busySegments(
        { capacity: 'exclusive', busy: [span(2, 10), span(15, 20)] },
        at(8),
        at(16),
      ),
    ).toEqual([
      { start: at(8), end: at(10), left: 0, width: 25, load: 1 },
      { start: at(15), end: at(16), left: 87.5, width: 12.5, load: 1 },
    ]);
  });

  it('leaves out what lies outside and weighs a pool', () => {
    expect(
      busySegments(
        { capacity: 4, busy: [span(1, 8), span(8, 12, 1)] },
        at(8),
        at(16),
      ).map(s => s.load),
    ).toEqual([0.25]);
  });
});
