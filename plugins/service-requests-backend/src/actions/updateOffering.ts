import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { offeringOutput } from './outputs';

export function registerUpdateOffering(
  registry: ActionsRegistryService,
  { offerings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'update-offering',
    title: 'Change what is offered',
    description:
      'Makes a new version of an offering that was made in the portal, or takes it off the list; what was requested keeps its version. For global admins.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          name: zod.string(),
          version: zod
            .number()
            .int()
            .min(1)
            .describe('The version last seen; another one is refused'),
          document: zod.record(zod.any()).optional(),
          status: zod.enum(['active', 'archived']).optional(),
        }),
      output: zod => zod.object({ offering: offeringOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { name, version, ...change } = withoutUndefined(input);
      await offerings.authorizeManage(credentials);
      checkBody('Name', name);
      checkBody('OfferingChange', change);
      const offering = await offerings.update(
        name,
        change,
        version,
        actionContext('update-offering', credentials),
      );
      return { output: { offering } };
    },
  });
}
