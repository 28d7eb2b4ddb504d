import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf } from '@callboard/backend-access';
import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { readPeriod } from '../http/window';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput } from './schemas';

export function registerListBookings(
  registry: ActionsRegistryService,
  { bookings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-bookings',
    title: 'List reservations',
    description:
      'Lists the bookings that the caller may see, by start: all that overlap ' +
      'the window, of some resources, or of one owner ("me" for the caller).',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          from: zod.string().optional().describe('RFC 3339 instant'),
          to: zod.string().optional().describe('RFC 3339 instant'),
          resourceRefs: zod.array(zod.string()).max(100).optional(),
          owner: zod.string().optional().describe('Entity ref, or "me"'),
          statuses: zod.array(zod.string()).max(10).optional(),
          cursor: zod.string().optional(),
          limit: zod.number().int().min(1).max(500).optional(),
        }),
      output: zod =>
        zod.object({
          bookings: zod.array(bookingOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { from, to, owner } = input;
      for (const instant of [from, to]) {
        if (instant !== undefined) {
          checkBody('Instant', instant);
        }
      }
      if (from !== undefined && to !== undefined) {
        readPeriod(from, to);
      }
      input.resourceRefs?.forEach(ref => checkBody('EntityRef', ref));
      input.statuses?.forEach(status => checkBody('BookingStatus', status));
      if (owner !== undefined && owner !== 'me') {
        checkBody('EntityRef', owner);
      }
      const page = await bookings.list(
        {
          from: from === undefined ? undefined : Date.parse(from),
          to: to === undefined ? undefined : Date.parse(to),
          resourceRefs: input.resourceRefs,
          owners:
            owner === undefined
              ? undefined
              : [owner === 'me' ? actorOf(credentials) : owner],
          // Checked against the document just above.
          statuses: input.statuses as BookingStatus[] | undefined,
        },
        { cursor: input.cursor, limit: input.limit ?? 50, order: 'asc' },
        credentials,
      );
      return {
        output: {
          bookings: page.items.map(describeBooking),
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
