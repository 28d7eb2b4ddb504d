import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerList } from '@callboard/backend-access';
import { DELIVERY_STATUSES } from '@callboard/backstage-plugin-webhooks-common';
import { at, entityOf } from '../http/requests';
import type { ActionDependencies } from '.';
import { describeDelivery } from './describe';
import { deliveryOutput } from './schemas';

export function registerListDeliveries(
  registry: ActionsRegistryService,
  { deliveries, checkBody }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-deliveries',
    title: 'List webhook deliveries',
    description:
      'Reads the log of webhook deliveries that the caller may see, newest ' +
      'first: what was sent to which endpoint, and whether it arrived. Of ' +
      'several filters all must hold.',
    filters: zod => ({
      endpointId: zod
        .string()
        .uuid()
        .optional()
        .describe('To this endpoint, also one that is deleted'),
      entity: zod
        .string()
        .optional()
        .describe('About this resource, site, booking’s owner… (entity ref)'),
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
    }),
    checks: {
      eventTypes: 'EventTypeName',
      from: 'Instant',
      to: 'Instant',
      entity: 'EntityRef',
    },
    items: 'deliveries',
    item: deliveryOutput,
    authorize: credentials => deliveries.authorizeRead(credentials),
    list: (
      { cursor, limit, entity, endpointId, from, to, ...rest },
      credentials,
    ) =>
      deliveries.list(
        {
          ...rest,
          endpointId: endpointId?.toLowerCase(),
          entityRef: entityOf(entity, 'entity'),
          from: at(from),
          to: at(to),
        },
        { cursor, limit },
        credentials,
      ),
    describe: describeDelivery,
  });
}
