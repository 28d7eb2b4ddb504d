import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf, checkFilters, registerList } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryOutput,
} from './describeWaitlistEntry';
import { entityRefs } from './lists';

export function registerListWaitlist(
  registry: ActionsRegistryService,
  { waitlist, checkBody, fieldsOf }: ActionDependencies,
): void {
  registerList(registry, checkBody, {
    name: 'list-waitlist',
    title: 'List who waits',
    description:
      'Lists who waits for what, in the order in which they came: the caller’s ' +
      'own entries, and those on sites that they look after.',
    filters: zod => ({
      owner: zod.string().optional().describe('Entity ref, or "me"'),
      resourceRefs: entityRefs(zod),
      siteRefs: entityRefs(zod),
      statuses: zod
        .array(fieldsOf(zod, 'WaitlistEntry').status)
        .max(7)
        .optional(),
    }),
    checks: { resourceRefs: 'EntityRef', siteRefs: 'EntityRef' },
    items: 'entries',
    item: waitlistEntryOutput,
    authorize: credentials => waitlist.authorizeAny('read', credentials),
    list: ({ owner, cursor, limit, ...selection }, credentials) => {
      const ref = owner === 'me' ? actorOf(credentials) : owner;
      if (owner !== 'me') {
        checkFilters(checkBody, { owner: ['EntityRef', owner] });
      }
      return waitlist.list(
        { ...selection, owners: ref === undefined ? undefined : [ref] },
        { cursor, limit },
        credentials,
      );
    },
    describe: describeWaitlistEntry,
  });
}
