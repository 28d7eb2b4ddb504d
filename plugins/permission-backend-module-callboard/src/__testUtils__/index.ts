import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity, parseEntityRef } from '@backstage/catalog-model';

/**
 * The mock auth service, except that a plugin's request on behalf of a user says
 * so, as a real one does: the permission backend takes questions without a
 * resource from nobody else.
 */
export const onBehalfAuthServiceFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const actor = { subject: `plugin:${plugin.getId()}` };
    const issue = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options =>
      auth.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              options.onBehalfOf.principal.userEntityRef,
              { actor },
            ),
          }
        : issue(options);
    return auth;
  },
});

/** A user or group as the catalog has it once processed: with its relations. */
export function entityOf(
  entityRef: string,
  relation?: { memberOf?: string[]; childOf?: string[] },
): Entity {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    spec: {},
    relations: Object.entries(relation ?? {}).flatMap(([type, targets]) =>
      targets.map(targetRef => ({ type, targetRef })),
    ),
  };
}
