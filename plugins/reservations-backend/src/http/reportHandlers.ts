import { type Handlers, invalidField } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import { checkTimeZone } from '../domain/bookingTimes';
import { DAY_MS, type Interval } from '../domain/intervals';
import type { AuthorizedReports } from '../reports';
import { readPeriod } from './window';

const MAX_DAYS = 800;

export function reportHandlers(
  reports: AuthorizedReports,
): Pick<Handlers<ReservationsOperations>, 'getUsageReport'> {
  return {
    getUsageReport: {
      authorize: ({ credentials }) => reports.authorize(credentials),
      handle: async ({ query, credentials, signal }) => {
        if (query.zone !== undefined) {
          checkTimeZone(query.zone, 'query.zone');
        }
        const question = {
          window: readReportWindow(query.from, query.to),
          zone: query.zone ?? 'UTC',
          hours: query.hours ?? 'all',
          groupBy: query.groupBy ?? 'resource',
        };
        const selection = {
          resourceRefs: query.resource,
          siteRefs: query.site,
          types: query.type,
        };
        return query.format === 'csv'
          ? {
              stream: await reports.csv(
                question,
                selection,
                credentials,
                signal,
              ),
            }
          : {
              body: await reports.usage(
                question,
                selection,
                credentials,
                signal,
              ),
            };
      },
    },
  };
}

/** Throws a 400 naming the parameter when the window is empty or too wide. */
export function readReportWindow(from: string, to: string): Interval {
  const window = readPeriod(from, to);
  if (window.end - window.start > MAX_DAYS * DAY_MS) {
    throw invalidField(
      'query.to',
      `must be at most ${MAX_DAYS} days after from`,
    );
  }
  return window;
}
