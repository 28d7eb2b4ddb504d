import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { principalResolverServiceRef } from '@callboard/access-principals';
import { createFieldsOf } from '@callboard/backend-access';
import { createBodyChecker } from '@callboard/backend-openapi';
import {
  createEventsServiceSink,
  createNotificationsSink,
  OutboxRelay,
} from '@callboard/backend-outbox';
import { ReservationsSiteDirectory } from '@callboard/site-directory';
import {
  AUDIT_LOG_SINK_ID,
  createAuditLogSink,
  denialRecorderServiceRef,
  isAuditLogEnabled,
} from '@callboard/backstage-plugin-audit-log-node';
import type { WebhooksSchemas } from '@callboard/backstage-plugin-webhooks-common';
import { localWebhooksServiceRef } from '@callboard/backstage-plugin-webhooks-node';
import { registerActions } from './actions';
import { callbackPaths, createCallbacks } from './callbacks';
import { readWebhooksConfig } from './config';
import { loadDemo } from './demo/loadDemo';
import { replayDemo } from './demo/replayDemo';
import { OwnerEntitlement } from './directory';
import { createWebhooksRouter } from './http';
import { notificationOf } from './notifications';
import {
  CatalogPersonDirectory,
  ReservationsActiveBookings,
  ReservationsReader,
} from './payload';
import { registerPermissions } from './permissions';
import { authorizeServices, createEngine } from './services';

/** Tells programs outside what happened: in order, signed, logged. */
export const webhooksPlugin = createBackendPlugin({
  pluginId: 'webhooks',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        denials: denialRecorderServiceRef,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        local: localWebhooksServiceRef,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        principals: principalResolverServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { discovery, events, logger, notifications } = deps;
        const config = readWebhooksConfig(deps.config);
        const auditLog = isAuditLogEnabled(deps.config)
          ? createAuditLogSink(deps)
          : undefined;
        const directory = ReservationsSiteDirectory.create(deps);
        const reservations = ReservationsReader.create(deps);
        const knex = await deps.database.getClient();
        const engine = await createEngine({
          knex,
          config,
          logger,
          entitlement: OwnerEntitlement.create({ ...deps, directory }),
          people: CatalogPersonDirectory.create({ ...deps, reservations }),
          activeBookings: ReservationsActiveBookings.create({ reservations }),
          callbackBaseUrl:
            config.callbackBaseUrl ??
            (await discovery.getExternalBaseUrl('webhooks')),
          skipMigrations: deps.database.migrations?.skip,
        });
        const { cleaner, database, dispatcher, intake, sender } = engine;
        const demo = await loadDemo({
          ...deps,
          ...engine,
          receiversUrl: `${await discovery.getBaseUrl('callboard-demo')}/receivers`,
        });

        registerPermissions(deps.permissionsRegistry, { database, directory });
        const authorized = authorizeServices(engine, {
          ...deps,
          allowedAddresses: config.allowedAddresses,
          directory,
        });
        const { router, openPaths, document } = createWebhooksRouter({
          ...deps,
          authorized,
          onRefused: deps.denials.onRefused,
        });
        for (const path of [...callbackPaths, ...openPaths]) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        deps.httpRouter.use(createCallbacks({ ...deps, ...engine }));
        deps.httpRouter.use(router);
        registerActions(deps.denials.watching(deps.actions), {
          ...authorized,
          checkBody: createBodyChecker(document),
          fieldsOf: createFieldsOf<WebhooksSchemas>(document),
        });

        await cleaner.schedule(deps.scheduler);
        const stopped = new AbortController();
        const relay = OutboxRelay.create({
          database: knex,
          outbox: database.outbox,
          sinks: [
            createEventsServiceSink({ events }),
            ...(auditLog ? [auditLog] : []),
            createNotificationsSink({
              notifications,
              topic: 'webhooks',
              isTold: event => notificationOf(event) !== undefined,
              notificationsOf: event => [notificationOf(event) ?? []].flat(),
            }),
          ],
          logger,
          pluginId: 'webhooks',
        });
        const withdraw = deps.local.offer(intake);
        deps.lifecycle.addStartupHook(async () => {
          if (!auditLog) {
            await database.outbox.forgetSink(AUDIT_LOG_SINK_ID);
          }
          await relay.start();
          dispatcher.start();
          replayDemo({
            ...deps,
            ...engine,
            endpoints: demo,
            signal: stopped.signal,
          });
        });
        deps.lifecycle.addShutdownHook(async () => {
          stopped.abort();
          withdraw();
          await dispatcher.stop();
          await relay.stop();
          await sender.close();
        });
      },
    });
  },
});
