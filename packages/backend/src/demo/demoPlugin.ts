import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { readinessHoldsServiceRef } from '../readiness/readinessHolds';
import { DemoReadiness } from './DemoReadiness';

/**
 * Keeps a development backend with a demo from being ready before the demo can
 * be seen. Does nothing in any other backend.
 */
export function createDemoPlugin(
  options: {
    /** Tells the environment the backend runs in; `NODE_ENV` unless given. */
    getEnvironment?: () => string | undefined;
  } = {},
) {
  const { getEnvironment = () => process.env.NODE_ENV } = options;
  return createBackendPlugin({
    pluginId: 'callboard-demo',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          discovery: coreServices.discovery,
          holds: readinessHoldsServiceRef,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
        },
        async init(deps) {
          const { config, holds, lifecycle } = deps;
          if (
            getEnvironment() !== 'development' ||
            !config.has('callboard.demo.inventory')
          ) {
            return;
          }
          const people = (
            config.getOptionalConfigArray('auth.providers.persona.people') ?? []
          ).map(person => person.getString('userEntityRef'));
          const release = holds.hold('the demo is not in the catalog yet');
          const stopped = new AbortController();
          lifecycle.addShutdownHook(() => stopped.abort());
          lifecycle.addStartupHook(() => {
            DemoReadiness.create({ ...deps, people })
              .wait(stopped.signal)
              .finally(release);
          });
        },
      });
    },
  });
}

export const demoPlugin = createDemoPlugin();
