import type {
  Booking,
  Occurrence,
} from '@callboard/backstage-plugin-reservations-common';
import { bySeries, summarise } from './occurrences';

const at = (day: number, more: Partial<Occurrence> = {}): Occurrence => ({
  start: `2027-03-${day}T08:00:00.000Z`,
  end: `2027-03-${day}T09:00:00.000Z`,
  ...more,
});

it('counts what is wanted and cannot be had', () => {
  const conflicts = [
    { resourceRef: 'r', start: '', end: '', kind: 'booking' as const },
  ];
  const occurrences = [
    at(10),
    at(11, { conflicts }),
    at(12, { verdicts: [{ policy: 'p', result: 'deny' }] }),
    at(13, { verdicts: [{ policy: 'p', result: 'deny', overridden: true }] }),
    at(14, { verdicts: [{ policy: 'p', result: 'approve' }] }),
    at(15, { conflicts }),
  ];
  expect(summarise(occurrences, [])).toEqual({ wanted: 6, refused: 3 });
  expect(summarise(occurrences, [at(15).start])).toEqual({
    wanted: 5,
    refused: 2,
  });
});

it('puts a series where its first booking is', () => {
  const booking = (id: string, seriesId?: string) =>
    ({ id, seriesId }) as Booking;
  const all = [
    booking('a'),
    booking('b', 's'),
    booking('c'),
    booking('d', 's'),
  ];
  expect(bySeries(all).map(group => group.map(({ id }) => id))).toEqual([
    ['a'],
    ['b', 'd'],
    ['c'],
  ]);
});
