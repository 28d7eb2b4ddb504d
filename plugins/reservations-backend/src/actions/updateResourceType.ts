import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { versionSeen } from './schemas';

export function registerUpdateResourceType(
  registry: ActionsRegistryService,
  { types, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'update-resource-type',
    title: 'Change a resource type',
    description:
      'Changes a resource type; what is left out stays. Bookings that are made ' +
      'keep their setup and teardown times.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the resource type'),
          version: versionSeen(zod),
          ...fieldsOf(zod, 'ResourceTypeChange'),
        }),
      output: zod =>
        zod.object({ type: zod.object(fieldsOf(zod, 'ResourceType')) }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, version, ...rest } = input;
      const id = given.toLowerCase();
      await types.authorize(id, 'update', credentials);
      const change = withoutUndefined(rest);
      checkBody('ResourceTypeChange', change);
      const type = await types.update(
        id,
        change,
        version,
        actionContext('update-resource-type', credentials),
      );
      return { output: { type } };
    },
  });
}
