import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf, checkFilters, registerList } from '@callboard/backend-access';
import { selectionOf } from '../http/selectionOf';
import { readPeriod } from '../http/window';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { entityRefs } from './lists';
import { bookingOutput } from './schemas';

const ME = 'me';

export function registerListBookings(
  registry: ActionsRegistryService,
  { bookings, participation, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-bookings',
    title: 'List reservations',
    description:
      'Lists the bookings that the caller may see, by start: all that overlap ' +
      'the window, of some resources, sites or types, or of one owner ("me" for ' +
      'the caller). Of several filters all must hold.',
    filters: zod => ({
      from: zod.string().optional().describe('RFC 3339 instant'),
      to: zod.string().optional().describe('RFC 3339 instant'),
      resourceRefs: entityRefs(zod),
      siteRefs: entityRefs(zod),
      types: zod
        .array(zod.string())
        .max(100)
        .optional()
        .describe('Names of resource types'),
      owner: zod.string().optional().describe('Entity ref, or "me"'),
      participant: zod
        .enum([ME])
        .optional()
        .describe('Only those in which the caller takes part'),
      awaiting: zod
        .enum([ME])
        .optional()
        .describe('Only those that the caller may approve or reject'),
      statuses: zod.array(fieldsOf(zod, 'Booking').status).max(10).optional(),
    }),
    checks: {
      from: 'Instant',
      to: 'Instant',
      resourceRefs: 'EntityRef',
      siteRefs: 'EntityRef',
      types: 'Name',
    },
    items: 'bookings',
    item: bookingOutput,
    authorize: credentials => bookings.authorizeAny('read', credentials),
    list: async (query, credentials) => {
      const { from, to, owner, cursor, limit } = query;
      if (owner !== ME) {
        checkFilters(checkBody, { owner: ['EntityRef', owner] });
      }
      if (from !== undefined && to !== undefined) {
        readPeriod(from, to);
      }
      return bookings.list(
        {
          ...selectionOf(
            {
              ...{ from, to, awaiting: query.awaiting },
              resource: query.resourceRefs,
              site: query.siteRefs,
              type: query.types,
              owner: owner === undefined ? undefined : [owner],
              status: query.statuses,
            },
            actorOf(credentials),
          ),
          participants:
            query.participant && (await participation.refsOf(credentials)),
        },
        { cursor, limit, order: 'asc' },
        credentials,
      );
    },
    describe: describeBooking,
  });
}
