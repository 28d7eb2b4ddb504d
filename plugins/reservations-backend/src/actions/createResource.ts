import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  actionContext,
  idempotencyKey,
  withoutUndefined,
} from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerCreateResource(
  registry: ActionsRegistryService,
  { resources, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'create-resource',
    title: 'Create a resource',
    description:
      'Creates a resource that can be booked, in a site or as a part of another ' +
      'resource.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          ...fieldsOf(zod, 'NewResource'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({ resource: zod.object(fieldsOf(zod, 'Resource')) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      await resources.authorizeAny('resourceCreate', credentials);
      const body = withoutUndefined(given);
      checkBody('NewResource', body);
      const resource = await resources.create(
        body,
        actionContext('create-resource', credentials, body, key),
      );
      return { output: { resource } };
    },
  });
}
