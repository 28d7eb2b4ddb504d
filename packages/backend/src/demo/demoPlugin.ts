import {
  coreServices,
  createBackendPlugin,
  type HttpRouterService,
  type LifecycleService,
  type LoggerService,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { readinessHoldsServiceRef } from '../readiness/readinessHolds';
import { createReceiversRouter } from './createReceiversRouter';
import { DemoReadiness } from './DemoReadiness';

/**
 * Keeps a development backend with a demo from being ready before the demo can
 * be seen, and receives what its webhooks send. Does nothing in any other backend.
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
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
        },
        async init(deps) {
          const { config, holds, lifecycle } = deps;
          if (getEnvironment() !== 'development') {
            return;
          }
          await serveReceivers(deps);
          if (!config.has('callboard.demo.inventory')) {
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

/** What the demo's webhook endpoints point at; see `DemoReceiver`. */
async function serveReceivers(options: {
  config: RootConfigService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { config, httpRouter, lifecycle, logger } = options;
  const path = config.getOptionalString('callboard.demo.endpoints');
  if (!path) {
    return;
  }
  const receivers = await createReceiversRouter({ path, logger });
  httpRouter.addAuthPolicy({ path: '/receivers', allow: 'unauthenticated' });
  httpRouter.use(receivers.router);
  lifecycle.addShutdownHook(() => receivers.stop());
}

export const demoPlugin = createDemoPlugin();
