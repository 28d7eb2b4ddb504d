import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { awaitAnswer, describeAnswer, resultOf } from './awaitAnswer';
import { deliveryLink } from './describe';
import { attemptOutput, endpointId } from './schemas';

const DEFAULT_WAIT_SECONDS = 10;
const MOST_WAIT_SECONDS = 25;

export function registerTestEndpoint(
  registry: ActionsRegistryService,
  { endpoints, deliveries, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'test-endpoint',
    title: 'Test a webhook endpoint',
    description:
      'Sends an endpoint an example event, marked as a test, on the way that ' +
      'every delivery takes, and waits for what the receiver answers. A test ' +
      'that fails is tried again later, like every delivery.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: endpointId(zod),
          eventType: zod
            .string()
            .optional()
            .describe(
              'Whose example is sent, as list-event-types has them; a plain ' +
                'test event if not given',
            ),
          waitSeconds: zod
            .number()
            .min(0)
            .max(MOST_WAIT_SECONDS)
            .optional()
            .describe(`How long to wait; ${DEFAULT_WAIT_SECONDS} if not given`),
        }),
      output: zod =>
        zod.object({
          result: zod
            .enum(['delivered', 'failed', 'waiting'])
            .describe('waiting: no answer yet; get-delivery tells later'),
          message: zod.string(),
          deliveryId: zod.string(),
          attempt: attemptOutput(zod).optional(),
          link: zod.string().describe('Path of the delivery in the portal'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { eventType, waitSeconds = DEFAULT_WAIT_SECONDS } = input;
      const id = input.id.toLowerCase();
      await endpoints.authorize(id, 'change', credentials);
      if (eventType !== undefined) {
        checkBody('EventTypeName', eventType);
      }
      const { status } = await endpoints.get(id, credentials);
      const { deliveryId } = await endpoints.test(
        id,
        eventType,
        actionContext('test-endpoint', credentials),
      );
      const isActive = status === 'active';
      const answer = await awaitAnswer(
        isActive ? waitSeconds : 0,
        async () => ({
          delivery: await deliveries.get(deliveryId, credentials),
          attempt: (
            await deliveries.attempts(deliveryId, { limit: 1 }, credentials)
          ).items[0],
        }),
      );
      return {
        output: {
          result: resultOf(answer),
          message: isActive
            ? describeAnswer(answer)
            : `The endpoint is ${status}: it is sent once it is resumed`,
          deliveryId,
          attempt: answer.attempt,
          link: deliveryLink(deliveryId),
        },
      };
    },
  });
}
