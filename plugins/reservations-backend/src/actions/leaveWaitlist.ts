import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryAnswer,
} from './describeWaitlistEntry';

export function registerLeaveWaitlist(
  registry: ActionsRegistryService,
  { waitlist, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'leave-waitlist',
    title: 'Leave the waitlist',
    description: 'Waits no longer; what is held goes to whoever is next.',
    destructive: true,
    idempotent: false,
    id: 'Id of the entry',
    output: waitlistEntryAnswer,
    act: async (id, _, context) => ({
      entry: describeWaitlistEntry(
        await waitlist.leave(id, 'withdraw', context),
      ),
    }),
  });
}
