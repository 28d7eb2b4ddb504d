import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryAnswer,
} from './describeWaitlistEntry';

export function registerDeclineOffer(
  registry: ActionsRegistryService,
  { waitlist, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'decline-offer',
    title: 'Decline an offer of the waitlist',
    description: 'Gives the time that is held to whoever is next.',
    destructive: true,
    idempotent: false,
    id: 'Id of the entry',
    output: waitlistEntryAnswer,
    act: async (id, _, context) => ({
      entry: describeWaitlistEntry(
        await waitlist.leave(id, 'decline', context),
      ),
    }),
  });
}
