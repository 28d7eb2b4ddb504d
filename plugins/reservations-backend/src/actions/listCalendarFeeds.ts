import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actorOf } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

/*
 * There is no action that makes a feed. Its address is a key, which is shown
 * once; what an action gives back is kept, in the log of a template's run or in
 * what an agent remembers.
 */
export function registerListCalendarFeeds(
  registry: ActionsRegistryService,
  { feedTokens }: ActionDependencies,
): void {
  registry.register({
    name: 'list-calendar-feeds',
    title: 'List one’s calendar feeds',
    description:
      'Lists the caller’s calendar feeds, without their addresses. Feeds are ' +
      'made in the portal’s settings, where the address is shown once.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({}),
      output: zod =>
        zod.object({
          feeds: zod.array(
            zod.object({
              id: zod.string(),
              title: zod.string(),
              kind: zod.string().describe('personal, resource or site'),
              ref: zod.string().optional(),
              createdAt: zod.string(),
              lastUsedAt: zod.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ credentials }) => {
      requirePerson(credentials, 'has calendar feeds');
      const found = await feedTokens.list(actorOf(credentials));
      return {
        output: {
          feeds: found.map(({ scope, ...feed }) => ({ ...feed, ...scope })),
        },
      };
    },
  });
}
