import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  actionContext,
  idempotencyKey,
  withoutUndefined,
} from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerCreateResourceType(
  registry: ActionsRegistryService,
  { types, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'create-resource-type',
    title: 'Create a resource type',
    description:
      'Creates a resource type, of one site or, for global admins, of every ' +
      'site: what booking its resources asks for, and by which rules.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          ...fieldsOf(zod, 'NewResourceType'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({ type: zod.object(fieldsOf(zod, 'ResourceType')) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      await types.authorizeAny('typeCreate', credentials);
      const body = withoutUndefined(given);
      checkBody('NewResourceType', body);
      const type = await types.create(
        body,
        actionContext('create-resource-type', credentials, body, key),
      );
      return { output: { type } };
    },
  });
}
