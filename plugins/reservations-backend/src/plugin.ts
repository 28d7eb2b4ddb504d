import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  createBodyChecker,
  createOpenApiRouter,
  loadOpenApiDocument,
  type OpenApiDocument,
} from '@callboard/backend-openapi';
import {
  createEventsServiceSink,
  createNotificationsSink,
  OutboxRelay,
} from '@callboard/backend-outbox';
import {
  reservationsEventTypes,
  type ReservationsOperations,
} from '@callboard/backstage-plugin-reservations-common';
import {
  areWebhooksEnabled,
  createWebhooksSink,
  WEBHOOKS_SINK_ID,
} from '@callboard/backstage-plugin-webhooks-node';
import { registerActions } from './actions';
import { CatalogSync, scheduleCatalogSync } from './catalogSync';
import { loadDemo } from './demo';
import { Housekeeping } from './Housekeeping';
import { createHandlers } from './http/handlers';
import { notificationOf } from './provisioning/notificationOf';
import { registerPermissions } from './permissions/registerPermissions';
import { authorizeServices, createReservationsServices } from './services';

/** Reserves shared resources on a calendar that never double-books. */
export const reservationsPlugin = createBackendPlugin({
  pluginId: 'reservations',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, database, events, httpAuth, logger } = deps;
        const webhooks = areWebhooksEnabled(config)
          ? createWebhooksSink({
              ...deps,
              pluginId: 'reservations',
              eventTypes: reservationsEventTypes,
            })
          : undefined;
        const services = await createReservationsServices({
          knex: await database.getClient(),
          skipMigrations: database.migrations?.skip,
          logger,
          preparedStatements: config.getOptionalBoolean(
            'callboard.reservations.preparedStatements',
          ),
          maxBookingDays: config.getOptionalNumber(
            'callboard.reservations.maxBookingDays',
          ),
          sinkIds: webhooks ? [WEBHOOKS_SINK_ID] : [],
        });
        await loadDemo({ ...deps, services });
        registerPermissions(deps.permissionsRegistry, services);
        const authorized = authorizeServices(services, deps.permissions);
        const api = loadOpenApiDocument(
          resolvePackagePath(
            '@callboard/backstage-plugin-reservations-common',
            'openapi.yaml',
          ),
        );
        // The router asks for credentials itself, so that a 401 looks like every
        // other refusal; only the document is open to all. What Backstage adds
        // beside it (permission metadata, actions) stays behind its own barrier.
        for (const path of openPaths(api.document)) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        deps.httpRouter.use(
          createOpenApiRouter<ReservationsOperations>(
            { ...api, httpAuth, logger },
            createHandlers(authorized),
          ),
        );
        registerActions(deps.actions, {
          ...authorized,
          checkBody: createBodyChecker(api.document),
        });

        await Housekeeping.create({
          database: services.database,
          logger,
        }).schedule(deps.scheduler);

        await scheduleCatalogSync(
          CatalogSync.create({ ...deps, resources: services.catalogManaged }),
          deps,
        );

        const stopped = new AbortController();
        const relay = OutboxRelay.create({
          database: await database.getClient(),
          outbox: services.database.outbox,
          sinks: [
            createEventsServiceSink({ events }),
            ...(webhooks ? [webhooks] : []),
            createNotificationsSink({
              ...deps,
              topic: 'reservations',
              notificationOf,
            }),
          ],
          logger,
          pluginId: 'reservations',
        });
        deps.lifecycle.addStartupHook(async () => {
          if (!webhooks) {
            await services.database.outbox.forgetSink(WEBHOOKS_SINK_ID);
          }
          webhooks?.register(stopped.signal);
          await relay.start();
          services.lifecycle.start();
        });
        deps.lifecycle.addShutdownHook(async () => {
          stopped.abort();
          await services.lifecycle.stop();
          await relay.stop();
        });
      },
    });
  },
});

function openPaths({ paths }: OpenApiDocument): Set<string> {
  const roots = Object.keys(paths).map(path => `/${path.split('/')[1]}`);
  return new Set(['/openapi.json', ...roots]);
}
