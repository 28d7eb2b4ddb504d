import fc from 'fast-check';
import { daysOf } from './calendarWindow';
import { thinOut } from './crowd';

const HOUR = 3_600_000;
const from = Date.parse('2027-03-22T00:00:00Z');
const window = {
  from: new Date(from).toISOString(),
  to: new Date(from + 7 * 24 * HOUR).toISOString(),
};
const days = daysOf(window, 'UTC');
const event = (id: number, start: number, hours: number, editable = false) => ({
  id,
  start: new Date(from + start * HOUR).toISOString(),
  end: new Date(from + (start + hours) * HOUR).toISOString(),
  editable,
});

describe('a crowd of bookings', () => {
  it('shows as many at once as there are lanes, and counts the rest by day', () => {
    const events = [0, 1, 2, 3].map(id => event(id, 9, 2));
    const later = event(9, 33, 1);
    const { shown, hidden } = thinOut([...events, later], {
      days,
      lanes: 2,
      wholeDays: false,
    });
    expect(shown.map(e => e.id)).toEqual([0, 1, 9]);
    expect([...hidden.keys()]).toEqual(['2027-03-22']);
    expect(hidden.get('2027-03-22')?.map(e => e.id)).toEqual([2, 3]);
  });

  it('hides what the one who looks may move last', () => {
    const events = [event(0, 8, 4), event(1, 9, 1, true)];
    const { shown } = thinOut(events, { days, lanes: 1, wholeDays: false });
    expect(shown.map(e => e.id)).toEqual([1]);
  });

  it('counts a lane of a month by days, however short the bookings', () => {
    const events = [event(0, 1, 1), event(1, 20, 1), event(2, 23, 2)];
    const { shown, hidden } = thinOut(events, {
      days,
      lanes: 1,
      wholeDays: true,
    });
    expect(shown.map(e => e.id)).toEqual([0]);
    expect(hidden.get('2027-03-22')).toHaveLength(2);
  });

  it('puts what began before the window on its first day', () => {
    const events = [event(0, -30, 40), event(1, -30, 40)];
    const { hidden } = thinOut(events, { days, lanes: 1, wholeDays: false });
    expect([...hidden.keys()]).toEqual(['2027-03-22']);
  });

  it('loses nothing, and never shows more at once than lanes', () => {
    const some = fc.array(
      fc.tuple(
        fc.integer({ min: -20, max: 160 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 5 }), (list, lanes) => {
        const events = list.map((item, id) => event(id, ...item));
        const { shown, hidden } = thinOut(events, {
          days,
          lanes,
          wholeDays: false,
        });
        const all = [...shown, ...[...hidden.values()].flat()];
        expect(all.map(e => e.id).sort((a, b) => a - b)).toEqual(
          events.map(e => e.id),
        );
        for (const { start } of shown) {
          const atOnce = shown.filter(e => e.start <= start && start < e.end);
          expect(atOnce.length).toBeLessThanOrEqual(lanes);
        }
      }),
    );
  });

  it('knows the days on which clocks change', () => {
    const rome = daysOf(
      { from: '2027-03-26T23:00:00Z', to: '2027-03-29T22:00:00Z' },
      'Europe/Rome',
    );
    expect(rome.map(day => day.date)).toEqual([
      '2027-03-27',
      '2027-03-28',
      '2027-03-29',
    ]);
    expect(rome[2].at - rome[1].at).toBe(23 * HOUR);
  });
});
