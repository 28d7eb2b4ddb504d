import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf } from '@callboard/backend-access';
import { selectionOf } from '../http/selectionOf';
import { readPeriod } from '../http/window';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { checkFilters, entityRefs, pageInput, paging } from './lists';
import { bookingOutput } from './schemas';

const ME = 'me';

export function registerListBookings(
  registry: ActionsRegistryService,
  { bookings, participation, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-bookings',
    title: 'List reservations',
    description:
      'Lists the bookings that the caller may see, by start: all that overlap ' +
      'the window, of some resources, sites or types, or of one owner ("me" for ' +
      'the caller). Of several filters all must hold.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
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
          statuses: zod
            .array(fieldsOf(zod, 'Booking').status)
            .max(10)
            .optional(),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          bookings: zod.array(bookingOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await bookings.authorizeAny('read', credentials);
      const { from, to, owner, cursor, limit, participant } = paging(input);
      checkFilters(checkBody, {
        from: ['Instant', from],
        to: ['Instant', to],
        resourceRefs: ['EntityRef', input.resourceRefs],
        siteRefs: ['EntityRef', input.siteRefs],
        types: ['Name', input.types],
        owner: ['EntityRef', owner === ME ? undefined : owner],
      });
      if (from !== undefined && to !== undefined) {
        readPeriod(from, to);
      }
      const { items, nextCursor } = await bookings.list(
        {
          ...selectionOf(
            {
              ...{ from, to, awaiting: input.awaiting },
              resource: input.resourceRefs,
              site: input.siteRefs,
              type: input.types,
              owner: owner === undefined ? undefined : [owner],
              status: input.statuses,
            },
            actorOf(credentials),
          ),
          participants:
            participant && (await participation.refsOf(credentials)),
        },
        { cursor, limit, order: 'asc' },
        credentials,
      );
      return { output: { bookings: items.map(describeBooking), nextCursor } };
    },
  });
}
