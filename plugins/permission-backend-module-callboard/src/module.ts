import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { CallboardPermissionPolicy } from './CallboardPermissionPolicy';
import { principalResolverServiceRef } from '@callboard/access-principals';

/** Installs Callboard's policy as the policy of the portal. */
export const permissionModuleCallboard = createBackendModule({
  pluginId: 'permission',
  moduleId: 'callboard-policy',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        principals: principalResolverServiceRef,
      },
      async init({ policy, principals }) {
        policy.setPolicy(CallboardPermissionPolicy.create({ principals }));
      },
    });
  },
});
