import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import { invalidField } from '@callboard/backend-openapi';
import { redeliverFilter } from '../http/requests';
import type { ActionDependencies } from '.';
import { queuedOutput } from './schemas';

const MOST_NAMED = 100;

export function registerRedeliver(
  registry: ActionsRegistryService,
  { deliveries, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'redeliver',
    title: 'Send webhook deliveries again',
    description:
      'Sends deliveries once more, now, with the same `webhook-id`: either ' +
      'those that deliveryIds names, all or none, or those that have a status ' +
      'and fit the filters, at most 10,000 at a time. Receivers act on what ' +
      'they get, so an old one may undo what was done since.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          deliveryIds: zod
            .array(zod.string().uuid())
            .min(1)
            .max(MOST_NAMED)
            .optional()
            .describe('These deliveries; then without any of the others'),
          status: zod
            .enum(['dead', 'delivered'])
            .optional()
            .describe('All that were given up, or all that arrived'),
          endpointId: zod
            .string()
            .uuid()
            .optional()
            .describe('To this endpoint'),
          entity: zod.string().optional().describe('About this entity (ref)'),
          eventType: zod.string().optional(),
          from: zod
            .string()
            .optional()
            .describe('Made at this instant or later (RFC 3339)'),
          to: zod
            .string()
            .optional()
            .describe('Made before this instant (RFC 3339)'),
        }),
      output: queuedOutput,
    },
    action: async ({ input, credentials }) => {
      const body = JSON.parse(JSON.stringify(input)) as typeof input;
      const { deliveryIds, ...filter } = body;
      if (deliveryIds && Object.keys(filter).length > 0) {
        throw invalidField('deliveryIds', 'has no meaning beside filters');
      }
      const ids = [...new Set(deliveryIds?.map(id => id.toLowerCase()))];
      for (const id of ids) {
        await deliveries.authorizeRedeliverOne(id, credentials);
      }
      await deliveries.authorizeRedeliver(credentials);
      if (!deliveryIds) {
        checkBody('RedeliverRequest', filter);
      }
      const queued = await deliveries.redeliver(
        deliveryIds ? { ids } : redeliverFilter(filter),
        actionContext('redeliver', credentials),
      );
      return { output: { queued } };
    },
  });
}
