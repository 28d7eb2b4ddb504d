import type { PolicyDefaults } from '@callboard/backstage-plugin-reservations-common';
import { DAY_MS } from '../intervals';
import { sayInstant } from './say';
import type { Policy } from './types';
import { allowUnless, withLimit } from './verdicts';

const WINDOW_DAYS = 30;
const RESTRICT_DAYS = 14;

type CheckInRule = NonNullable<PolicyDefaults['checkIn']>;

/** How long ago a no-show may lie that still counts. */
export function countsFor({ restrictDays }: CheckInRule): number {
  return (WINDOW_DAYS + (restrictDays ?? RESTRICT_DAYS)) * DAY_MS;
}

/**
 * Not too often booked and not come, as far as the rule of a type asks: so many
 * times within 30 days, and from the last of them on nothing can be booked for a
 * while. A no-show counts from the start of its booking, whatever was booked.
 */
export const noShows: Policy = ({
  resources,
  noShowsAt,
  now,
  startChanged,
}) => {
  const limited = withLimit(resources, 'checkIn').filter(
    ({ value }) => value.noShows !== undefined,
  );
  return limited.length === 0 || noShowsAt === undefined || !startChanged
    ? []
    : allowUnless(
        'no-shows',
        limited.flatMap(({ resource, value }) => {
          const until = restrictedUntil(noShowsAt, value);
          return until === undefined || until <= now
            ? []
            : [
                {
                  policy: 'no-shows',
                  result: 'deny' as const,
                  code: 'too_many_no_shows',
                  message: `After ${value.noShows === 1 ? 'a no-show' : `${value.noShows} no-shows`} ${resource.title} cannot be booked until ${sayInstant(until, resource.site)}.`,
                  facts: {
                    title: resource.title,
                    site: resource.site.title,
                    count: value.noShows ?? 0,
                    until: new Date(until).toISOString(),
                  },
                  passes: `From ${new Date(until).toISOString()}, or once an admin of ${resource.site.title} waives one`,
                  resourceRef: resource.entityRef,
                },
              ];
        }),
      );
};

/** Until when those no-shows keep their owner from booking; at no time else. */
export function restrictedUntil(
  noShowsAt: readonly number[],
  { noShows: limit = Infinity, restrictDays = RESTRICT_DAYS }: CheckInRule,
): number | undefined {
  const sorted = [...noShowsAt].sort((a, b) => a - b);
  const last = sorted.findLast(
    (at, index) =>
      at - (sorted[index - limit + 1] ?? NaN) < WINDOW_DAYS * DAY_MS,
  );
  return last === undefined ? undefined : last + restrictDays * DAY_MS;
}
