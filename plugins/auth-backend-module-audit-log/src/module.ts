import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { accessLogServiceRef } from '@callboard/backstage-plugin-audit-log-node';
import { createSignInWatcher } from './createSignInWatcher';
import { SignInRecorder } from './SignInRecorder';

/** Records who signs in, and who fails to, with every provider there is. */
export const authModuleAuditLog = createBackendModule({
  pluginId: 'auth',
  moduleId: 'audit-log',
  register(reg) {
    reg.registerInit({
      deps: {
        accessLog: accessLogServiceRef,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
      },
      async init({ accessLog, httpRouter, lifecycle }) {
        const recorder = SignInRecorder.create({ accessLog });
        lifecycle.addShutdownHook(() => recorder.flush());
        // Modules come before their plugin: this stands in front of its routes.
        httpRouter.use(createSignInWatcher(recorder));
      },
    });
  },
});
