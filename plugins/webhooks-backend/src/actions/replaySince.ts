import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { endpointId, queuedOutput } from './schemas';

export function registerReplaySince(
  registry: ActionsRegistryService,
  { endpoints, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'replay-since',
    title: 'Replay events to a webhook endpoint',
    description:
      'Sends an endpoint everything since an instant that it is to be told of, ' +
      'in order: what it got already (with the same `webhook-id`), what failed, ' +
      'and what happened before the endpoint was there. Receivers act on what ' +
      'they get, so an old event may undo what was done since.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: endpointId(zod),
          since: zod.string().describe('RFC 3339 instant'),
        }),
      output: queuedOutput,
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      await endpoints.authorize(id, 'replay', credentials);
      checkBody('Instant', input.since);
      const queued = await endpoints.replaySince(
        id,
        Date.parse(input.since),
        actionContext('replay-since', credentials),
      );
      return { output: { queued } };
    },
  });
}
