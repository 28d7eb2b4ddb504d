import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import {
  describeWaitlistEntry,
  waitlistEntryOutput,
} from './describeWaitlistEntry';
import { checkFilters, entityRefs, pageInput, paging } from './lists';

export function registerListWaitlist(
  registry: ActionsRegistryService,
  { waitlist, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-waitlist',
    title: 'List who waits',
    description:
      'Lists who waits for what, in the order in which they came: the caller’s ' +
      'own entries, and those on sites that they look after.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          owner: zod.string().optional().describe('Entity ref, or "me"'),
          resourceRefs: entityRefs(zod),
          siteRefs: entityRefs(zod),
          statuses: zod
            .array(fieldsOf(zod, 'WaitlistEntry').status)
            .max(7)
            .optional(),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          entries: zod.array(waitlistEntryOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await waitlist.authorizeAny('read', credentials);
      const { owner, cursor, limit, ...selection } = paging(input);
      const ref = owner === 'me' ? actorOf(credentials) : owner;
      checkFilters(checkBody, {
        owner: ['EntityRef', owner === 'me' ? undefined : owner],
        resourceRefs: ['EntityRef', selection.resourceRefs],
        siteRefs: ['EntityRef', selection.siteRefs],
      });
      const { items, nextCursor } = await waitlist.list(
        { ...selection, owners: ref === undefined ? undefined : [ref] },
        { cursor, limit },
        credentials,
      );
      return {
        output: { entries: items.map(describeWaitlistEntry), nextCursor },
      };
    },
  });
}
