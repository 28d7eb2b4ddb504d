import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryOutput,
} from './describeWaitlistEntry';
import { idempotencyKey } from './schemas';

export function registerAcceptOffer(
  registry: ActionsRegistryService,
  { waitlist }: ActionDependencies,
): void {
  registry.register({
    name: 'accept-offer',
    title: 'Accept an offer of the waitlist',
    description: 'Makes a booking of the time that is held.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
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
        'accept-offer',
        credentials,
        { id },
        input.idempotencyKey,
      );
      const entry = await waitlist.accept(id, context);
      return { output: { entry: describeWaitlistEntry(entry) } };
    },
  });
}
