import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkText } from '@callboard/backend-openapi';
import { DELIVERY_STATUSES } from '@callboard/backstage-plugin-webhooks-common';
import { at, entityOf } from '../http/requests';
import type { ActionDependencies } from '.';
import { describeDelivery } from './describe';
import { cursor, deliveryOutput } from './schemas';

export function registerListDeliveries(
  registry: ActionsRegistryService,
  { deliveries, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-deliveries',
    title: 'List webhook deliveries',
    description:
      'Reads the log of webhook deliveries that the caller may see, newest ' +
      'first: what was sent to which endpoint, and whether it arrived. Of ' +
      'several filters all must hold.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          endpointId: zod
            .string()
            .uuid()
            .optional()
            .describe('To this endpoint, also one that is deleted'),
          entity: zod
            .string()
            .optional()
            .describe(
              'About this resource, site, booking’s owner… (entity ref)',
            ),
          eventTypes: zod.array(zod.string()).max(100).optional(),
          statuses: zod.array(zod.enum(DELIVERY_STATUSES)).max(3).optional(),
          eventId: zod.string().min(1).max(64).optional(),
          q: zod
            .string()
            .max(200)
            .optional()
            .describe(
              'Words, each in the endpoint’s title, an event type, an entity ' +
                'ref, the last answer (500, timeout), or the whole id of a ' +
                'delivery, an event or a booking',
            ),
          from: zod
            .string()
            .optional()
            .describe('Made at this instant or later (RFC 3339)'),
          to: zod
            .string()
            .optional()
            .describe('Made before this instant (RFC 3339)'),
          cursor: cursor(zod),
          limit: zod.number().int().min(1).max(500).optional(),
        }),
      output: zod =>
        zod.object({
          deliveries: zod.array(deliveryOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entity, eventTypes, eventId, q, from, to, limit = 50 } = input;
      await deliveries.authorizeRead(credentials);
      checkText(q ?? '', 'q');
      checkText(eventId ?? '', 'eventId');
      eventTypes?.forEach(type => checkBody('EventTypeName', type));
      for (const instant of [from, to]) {
        if (instant !== undefined) {
          checkBody('Instant', instant);
        }
      }
      if (entity !== undefined) {
        checkBody('EntityRef', entity);
      }
      const page = await deliveries.list(
        {
          endpointId: input.endpointId?.toLowerCase(),
          entityRef: entityOf(entity, 'entity'),
          eventTypes,
          statuses: input.statuses,
          eventId,
          q,
          from: at(from),
          to: at(to),
        },
        { cursor: input.cursor, limit },
        credentials,
      );
      return {
        output: {
          deliveries: page.items.map(describeDelivery),
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
