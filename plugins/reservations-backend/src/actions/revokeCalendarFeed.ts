import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import { requirePerson } from '../http/requirePerson';
import type { ActionDependencies } from '.';

export function registerRevokeCalendarFeed(
  registry: ActionsRegistryService,
  { feedTokens }: ActionDependencies,
): void {
  registry.register({
    name: 'revoke-calendar-feed',
    title: 'Revoke a calendar feed',
    description:
      'Revokes one of the caller’s calendar feeds: its address answers no more.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the feed'),
        }),
      output: zod => zod.object({ id: zod.string() }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      requirePerson(credentials, 'has calendar feeds');
      await feedTokens.revoke(
        id,
        actionContext('revoke-calendar-feed', credentials, { id }),
      );
      return { output: { id } };
    },
  });
}
