import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { versionSeen } from './schemas';

export function registerUpdateResource(
  registry: ActionsRegistryService,
  { resources, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'update-resource',
    title: 'Change a resource',
    description:
      'Changes a resource; what is left out stays. A lower capacity or another ' +
      'parent is refused with the bookings that would no longer fit.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the resource'),
          version: versionSeen(zod),
          ...fieldsOf(zod, 'ResourceChange'),
        }),
      output: zod =>
        zod.object({ resource: zod.object(fieldsOf(zod, 'Resource')) }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, version, ...rest } = input;
      const id = given.toLowerCase();
      await resources.authorize(id, 'update', credentials);
      const change = withoutUndefined(rest);
      checkBody('ResourceChange', change);
      const resource = await resources.update(
        id,
        change,
        version,
        actionContext('update-resource', credentials),
      );
      return { output: { resource } };
    },
  });
}
