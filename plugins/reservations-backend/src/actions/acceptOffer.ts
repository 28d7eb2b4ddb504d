import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryAnswer,
} from './describeWaitlistEntry';

export function registerAcceptOffer(
  registry: ActionsRegistryService,
  { waitlist, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'accept-offer',
    title: 'Accept an offer of the waitlist',
    description: 'Makes a booking of the time that is held.',
    destructive: false,
    idempotent: false,
    id: 'Id of the entry',
    output: waitlistEntryAnswer,
    act: async (id, _, context) => ({
      entry: describeWaitlistEntry(await waitlist.accept(id, context)),
    }),
  });
}
