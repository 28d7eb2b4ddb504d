import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  actionContext,
  idempotencyKey,
  withoutUndefined,
} from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerCreateSite(
  registry: ActionsRegistryService,
  { sites, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'create-site',
    title: 'Create a site',
    description:
      'Creates a site: a campus, a region, a place that resources are in. For ' +
      'global admins.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          ...fieldsOf(zod, 'NewSite'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ site: zod.object(fieldsOf(zod, 'Site')) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      await sites.authorizeAny('siteCreate', credentials);
      const body = withoutUndefined(given);
      checkBody('NewSite', body);
      const site = await sites.create(
        body,
        actionContext('create-site', credentials, body, key),
      );
      return { output: { site } };
    },
  });
}
