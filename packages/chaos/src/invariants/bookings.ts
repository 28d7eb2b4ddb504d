import { groupBy } from './groupBy';
import type { BookingFact, EventFact, Facts } from './Facts';

/** What a booking that came to a status has announced, besides its changes. */
const ANNOUNCED: Record<string, string[]> = {
  confirmed: [],
  active: ['booking.started'],
  completed: ['booking.started', 'booking.ended'],
  cancelled: ['booking.cancelled'],
};

/** I2: what was acknowledged exists, once; what was refused does not. */
export function checkBookings({ journal, bookings }: Facts): string[] {
  const byPurpose = groupBy(bookings, ({ purpose }) => purpose);
  const ids = new Set(bookings.map(({ id }) => id));
  const wished = new Set(journal.wishes.map(({ key }) => key));
  return [
    ...journal.wishes.flatMap(({ key, outcome, id }) => {
      const made = byPurpose.get(key) ?? [];
      if (made.length > 1) {
        return [`${key} was booked ${made.length} times`];
      }
      if (outcome === 'acknowledged' && made[0]?.id !== id) {
        return [`${key} was answered 201 and does not exist as ${id}`];
      }
      return outcome === 'refused' && made.length > 0
        ? [`${key} was refused and exists`]
        : [];
    }),
    ...bookings
      .filter(({ purpose }) => !wished.has(purpose))
      .map(({ id }) => `Nobody asked for the booking ${id}`),
    ...journal.changes
      .filter(({ bookingId }) => !ids.has(bookingId))
      .map(({ bookingId }) => `The booking ${bookingId} is gone`),
  ];
}

/** I3: one event for each change of a booking, none without. */
export function checkEvents({ journal, bookings, events }: Facts): string[] {
  const byAggregate = groupBy(events, ({ aggregate }) => aggregate);
  const known = new Set(bookings.map(({ id }) => `booking:${id}`));
  return [
    ...bookings.flatMap(booking =>
      checkOne(
        booking,
        byAggregate.get(`booking:${booking.id}`) ?? [],
        journal.changes.filter(({ bookingId }) => bookingId === booking.id),
      ),
    ),
    ...[...byAggregate.keys()]
      .filter(aggregate => !known.has(aggregate))
      .map(aggregate => `${aggregate} is announced and does not exist`),
  ];
}

function checkOne(
  { id, title, status, version }: BookingFact,
  unordered: EventFact[],
  changes: Facts['journal']['changes'],
): string[] {
  const events = [...unordered].sort((a, b) => a.sequence - b.sequence);
  const wrong = (what: string) =>
    `booking ${id} (${status}) ${what}: ${events.map(({ type }) => type)}`;
  const violations: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) {
      violations.push(wrong(what));
    }
  };
  expect(
    events.every(({ sequence }, n) => sequence === n + 1),
    'has gaps in its events',
  );
  const others = events
    .map(({ type }) => type)
    .filter(type => type !== 'booking.changed');
  const expected = ['booking.created', ...(ANNOUNCED[status] ?? ['?'])];
  expect(
    String(others) === String(expected),
    'has not announced what became of it, once',
  );
  const titles = events
    .filter(({ type }) => type === 'booking.changed')
    .map(({ data }) => data.booking!.title);
  expect(
    new Set(titles).size === titles.length,
    'has announced a change twice',
  );
  const asked = changes.filter(({ kind }) => kind === 'changed');
  expect(
    titles.every(one => asked.some(change => change.title === one)),
    'has announced a change that nobody asked for',
  );
  for (const { outcome, title: wanted } of asked) {
    expect(
      outcome !== 'acknowledged' || titles.includes(wanted!),
      `has lost the change to '${wanted}'`,
    );
    expect(
      outcome !== 'refused' || !titles.includes(wanted!),
      `has made the refused change to '${wanted}'`,
    );
  }
  expect(
    titles.length === 0 || titles.at(-1) === title,
    `is called '${title}', which is not what was announced last`,
  );
  expect(
    changes.every(
      ({ kind, outcome }) =>
        kind !== 'cancelled' ||
        outcome !== 'acknowledged' ||
        status === 'cancelled',
    ),
    'was cancelled and is not',
  );
  expect(
    events.at(-1)?.data.booking?.version === version,
    `is at version ${version}, which was not announced`,
  );
  return violations;
}
