import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryOutput,
} from './describeWaitlistEntry';
import { idempotencyKey } from './schemas';

export function registerDeclineOffer(
  registry: ActionsRegistryService,
  { waitlist }: ActionDependencies,
): void {
  registry.register({
    name: 'decline-offer',
    title: 'Decline an offer of the waitlist',
    description: 'Gives the time that is held to whoever is next.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the entry'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ entry: waitlistEntryOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      const context = actionContext(
        'decline-offer',
        credentials,
        { id },
        input.idempotencyKey,
      );
      const entry = await waitlist.leave(id, 'decline', context);
      return { output: { entry: describeWaitlistEntry(entry) } };
    },
  });
}
