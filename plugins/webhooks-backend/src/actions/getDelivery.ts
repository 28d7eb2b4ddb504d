import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import type { ActionDependencies } from '.';
import { describeDelivery } from './describe';
import { attemptOutput, deliveryId, deliveryOutput } from './schemas';

export function registerGetDelivery(
  registry: ActionsRegistryService,
  { deliveries }: ActionDependencies,
): void {
  registry.register({
    name: 'get-delivery',
    title: 'Look at a webhook delivery',
    description:
      'One delivery with its event and its attempts, newest first: what was ' +
      'sent, and what the receiver answered. Credentials in headers are `•••`.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: deliveryId(zod),
          attempts: zod
            .number()
            .int()
            .min(1)
            .max(100)
            .optional()
            .describe('How many attempts to show at most; 20 if not given'),
        }),
      output: zod =>
        zod.object({
          delivery: deliveryOutput(zod),
          event: zod
            .record(zod.any())
            .optional()
            .describe('As it was announced'),
          attempts: zod.array(attemptOutput(zod)),
          moreAttempts: zod.boolean().describe('There are older ones'),
          withheld: zod
            .string()
            .optional()
            .describe('Why event and attempts are not shown to the caller'),
        }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      const delivery = await deliveries.get(id, credentials);
      const { items, nextCursor, withheld } = await deliveries
        .attempts(id, { limit: input.attempts ?? 20 }, credentials)
        .then(page => ({ ...page, withheld: undefined }))
        .catch(toWithheld);
      return {
        output: {
          delivery: describeDelivery(delivery),
          event: delivery.event,
          attempts: items,
          moreAttempts: nextCursor !== undefined,
          withheld,
        },
      };
    },
  });
}

/** That a delivery was sent may be known to somebody who may not see what. */
function toWithheld(error: unknown) {
  if (error instanceof NotAllowedError) {
    return { items: [], nextCursor: undefined, withheld: error.message };
  }
  throw error;
}
