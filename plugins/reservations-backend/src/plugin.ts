import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { principalResolverServiceRef } from '@callboard/access-principals';
import { createFieldsOf } from '@callboard/backend-access';
import {
  createBodyChecker,
  createOpenApiRouter,
  loadOpenApiDocument,
  type OpenApiDocument,
} from '@callboard/backend-openapi';
import {
  createEventsServiceSink,
  createNotificationsSink,
  type DomainEvent,
  OutboxRelay,
} from '@callboard/backend-outbox';
import {
  accessLogServiceRef,
  AUDIT_LOG_SINK_ID,
  createAuditLogSink,
  denialRecorderServiceRef,
  isAuditLogEnabled,
} from '@callboard/backstage-plugin-audit-log-node';
import {
  reservationsEventTypes,
  type ReservationsOperations,
  type ReservationsSchemas,
} from '@callboard/backstage-plugin-reservations-common';
import { bookingPoliciesExtensionPoint } from '@callboard/backstage-plugin-reservations-node';
import {
  areWebhooksEnabled,
  WEBHOOKS_SINK_ID,
  webhooksServiceRef,
} from '@callboard/backstage-plugin-webhooks-node';
import { registerActions } from './actions';
import { CatalogSync, scheduleCatalogSync } from './catalogSync';
import { loadDemo } from './demo';
import { collectPolicies, readPolicyHooks } from './externalPolicies';
import {
  CHECK_IN_PATH,
  CheckInLinks,
  createCheckInRouter,
} from './checkInLinks';
import { Housekeeping } from './Housekeeping';
import { createFeedRouter, createFeeds, feedPath } from './feeds';
import { createHandlers } from './http/handlers';
import { createInventoryBulk } from './inventoryBulk';
import { createLeaving } from './leaving';
import { createReports } from './reports';
import { LiveHints } from './live/LiveHints';
import { People } from './people/People';
import { isTold, notificationsOf } from './notifications';
import { registerPermissions } from './permissions/registerPermissions';
import { authorizeServices, createReservationsServices } from './services';
import { createOverview } from './overview';
import { createReminders } from './reminders';
import { createTimeline } from './timeline';

/** Reserves shared resources on a calendar that never double-books. */
export const reservationsPlugin = createBackendPlugin({
  pluginId: 'reservations',
  register(env) {
    const policies = collectPolicies();
    env.registerExtensionPoint(bookingPoliciesExtensionPoint, policies);
    env.registerInit({
      deps: {
        accessLog: accessLogServiceRef,
        actions: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        denials: denialRecorderServiceRef,
        events: eventsServiceRef,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        principals: principalResolverServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        webhooks: webhooksServiceRef,
      },
      async init(deps) {
        const { config, database, events, httpAuth, logger } = deps;
        const webhooks = areWebhooksEnabled(config)
          ? deps.webhooks.createSink({ eventTypes: reservationsEventTypes })
          : undefined;
        const auditLog = isAuditLogEnabled(config)
          ? createAuditLogSink(deps)
          : undefined;
        const people = People.create(deps);
        const services = await createReservationsServices({
          people,
          knex: await database.getClient(),
          skipMigrations: database.migrations?.skip,
          logger,
          preparedStatements: config.getOptionalBoolean(
            'callboard.reservations.preparedStatements',
          ),
          maxBookingDays: config.getOptionalNumber(
            'callboard.reservations.maxBookingDays',
          ),
          policies: [...policies.added, ...readPolicyHooks(config)],
          sinkIds: webhooks ? [WEBHOOKS_SINK_ID] : [],
        });
        await loadDemo({ ...deps, services });
        registerPermissions(deps.permissionsRegistry, services);
        const { feeds, feedTokens } = createFeeds({ ...deps, services });
        const authorized = authorizeServices(
          services,
          deps.permissions,
          people,
          deps.accessLog,
        );
        const { reports, reportMailer } = createReports({
          ...deps,
          people,
          services,
        });
        const tellAll = async (event: DomainEvent) =>
          notificationsOf(event, await services.inventory.current());
        const timeline = createTimeline({
          ...deps,
          services,
          notificationsOf: tellAll,
        });
        const overview = createOverview({ ...deps, services, authorized });
        const links = CheckInLinks.fromServices({ ...deps, services, people });
        const { reminders, preferences } = createReminders({
          ...deps,
          services,
          links,
        });
        const leaving = createLeaving({
          ...deps,
          authorized,
          people,
          services,
        });
        const api = loadOpenApiDocument(
          resolvePackagePath(
            '@callboard/backstage-plugin-reservations-common',
            'openapi.yaml',
          ),
        );
        const checkBody = createBodyChecker(api.document);
        const inventoryBulk = createInventoryBulk({
          ...deps,
          services,
          authorized,
          people,
          checkBody,
        });
        // The router asks for credentials itself, so that a 401 looks like every
        // other refusal; only the document is open to all. What Backstage adds
        // beside it (permission metadata, actions) stays behind its own barrier.
        for (const path of openPaths(api.document)) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        deps.httpRouter.addAuthPolicy({
          path: feedPath,
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(createFeedRouter({ feeds, logger }));
        deps.httpRouter.addAuthPolicy({
          path: CHECK_IN_PATH,
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(
          createCheckInRouter({
            links,
            logger,
          }),
        );
        const handled = {
          ...authorized,
          feedTokens,
          leaving,
          inventoryBulk,
          overview,
          preferences,
          reports,
          timeline,
        };
        deps.httpRouter.use(
          createOpenApiRouter<ReservationsOperations>(
            { ...api, httpAuth, logger, onRefused: deps.denials.onRefused },
            createHandlers(handled),
          ),
        );
        registerActions(deps.denials.watching(deps.actions), {
          ...handled,
          checkBody,
          fieldsOf: createFieldsOf<ReservationsSchemas>(api.document),
        });

        await Housekeeping.create({
          database: services.database,
          logger,
        }).schedule(deps.scheduler);

        await services.expiryNotices.schedule(deps.scheduler);
        await reminders.schedule(deps.scheduler);

        await reportMailer.schedule(deps.scheduler);

        await scheduleCatalogSync(
          CatalogSync.create({ ...deps, resources: services.catalogManaged }),
          deps,
        );

        const live = LiveHints.create(deps);
        const stopped = new AbortController();
        const relay = OutboxRelay.create({
          database: await database.getClient(),
          outbox: services.database.outbox,
          sinks: [
            ...(webhooks ? [webhooks] : []),
            live.following(createEventsServiceSink({ events })),
            ...(auditLog ? [auditLog] : []),
            createNotificationsSink({
              ...deps,
              topic: 'reservations',
              isTold,
              notificationsOf: tellAll,
            }),
          ],
          logger,
          pluginId: 'reservations',
        });
        deps.lifecycle.addStartupHook(async () => {
          const { outbox } = services.database;
          if (!webhooks) {
            await outbox.forgetSink(WEBHOOKS_SINK_ID);
          }
          if (!auditLog) {
            await outbox.forgetSink(AUDIT_LOG_SINK_ID);
          }
          webhooks?.register(stopped.signal);
          await relay.start();
          services.lifecycle.start();
          services.grantEnder.start();
          services.waitlistEngine.start();
          services.maintenanceEngine.start();
        });
        deps.lifecycle.addShutdownHook(async () => {
          stopped.abort();
          await services.lifecycle.stop();
          await services.grantEnder.stop();
          await services.waitlistEngine.stop();
          await services.maintenanceEngine.stop();
          await relay.stop();
          live.stop();
        });
      },
    });
  },
});

function openPaths({ paths }: OpenApiDocument): Set<string> {
  const roots = Object.keys(paths).map(path => `/${path.split('/')[1]}`);
  return new Set(['/openapi.json', ...roots]);
}
