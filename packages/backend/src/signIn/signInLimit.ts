import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { createSignInLimiter } from './createSignInLimiter';

/** Limits how often one address may ask the sign-in routes. */
export const signInLimit = createBackendModule({
  pluginId: 'auth',
  moduleId: 'callboard-sign-in-limit',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        // Modules are there before their plugin: this comes before its routes.
        httpRouter: coreServices.httpRouter,
      },
      async init({ config, httpRouter }) {
        httpRouter.use(createSignInLimiter(config));
      },
    });
  },
});
