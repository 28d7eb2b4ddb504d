import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryOutput,
} from './describeWaitlistEntry';
import { idempotencyKey } from './schemas';

export function registerLeaveWaitlist(
  registry: ActionsRegistryService,
  { waitlist }: ActionDependencies,
): void {
  registry.register({
    name: 'leave-waitlist',
    title: 'Leave the waitlist',
    description: 'Waits no longer; what is held goes to whoever is next.',
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
        'leave-waitlist',
        credentials,
        { id },
        input.idempotencyKey,
      );
      const entry = await waitlist.leave(id, 'withdraw', context);
      return { output: { entry: describeWaitlistEntry(entry) } };
    },
  });
}
