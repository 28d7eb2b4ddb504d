import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createRequestAction } from './createRequestAction';

/** Lets templates file service requests. */
export const scaffolderModuleServiceRequests = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'service-requests',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, ...services }) {
        actions.addActions(createRequestAction(services));
      },
    });
  },
});
