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
import {
  AUDIT_LOG_SINK_ID,
  createAuditLogSink,
  denialRecorderServiceRef,
  isAuditLogEnabled,
} from '@callboard/backstage-plugin-audit-log-node';
import {
  serviceRequestsEventTypes,
  type ServiceRequestsSchemas,
} from '@callboard/backstage-plugin-service-requests-common';
import { serviceRequestsExtensionPoint } from '@callboard/backstage-plugin-service-requests-node';
import {
  areWebhooksEnabled,
  WEBHOOKS_SINK_ID,
  webhooksServiceRef,
} from '@callboard/backstage-plugin-webhooks-node';
import { Router } from 'express';
import { registerActions } from './actions';
import { readServiceRequestsConfig } from './config';
import { createControlPlane, readControlPlaneConfig } from './controlPlane';
import { DemoRequests } from './demo/DemoRequests';
import { openDatabase } from './database/openDatabase';
import { readEnvironments } from './environments';
import { createGitRouter, EmbeddedGitOps, GIT_PATH } from './gitops';
import { createGitAuthentication } from './gitops/createGitAuthentication';
import { createServiceRequestsRouter } from './http/createServiceRequestsRouter';
import { SandboxMetrics } from './metrics';
import { createNotificationsOf, isTold } from './notifications';
import {
  CatalogOfferings,
  createOfferings,
  readOfferingsConfig,
} from './offerings';
import { createCrdLister } from './offerings/createCrdLister';
import { collectParts } from './parts';
import { registerPermissions } from './permissions';
import { readPolicies } from './policies';
import { readTranslations } from './readTranslations';
import { readQuotas } from './quotas';
import { authorizeServices, createEngine } from './services';
import { CatalogDependents } from './services/CatalogDependents';

/** Cloud services by request: reviewed, merged, and followed until they run. */
export const serviceRequestsPlugin = createBackendPlugin({
  pluginId: 'service-requests',
  register(env) {
    const parts = collectParts();
    env.registerExtensionPoint(serviceRequestsExtensionPoint, parts);
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
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
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        principals: principalResolverServiceRef,
        scheduler: coreServices.scheduler,
        webhooks: webhooksServiceRef,
      },
      async init(deps) {
        const { discovery, events, logger } = deps;
        const config = readServiceRequestsConfig(deps.config);
        const environments = readEnvironments(deps.config);
        const plane = readControlPlaneConfig(deps.config);
        const policies = readPolicies(deps.config);
        const webhooks = areWebhooksEnabled(deps.config)
          ? deps.webhooks.createSink({ eventTypes: serviceRequestsEventTypes })
          : undefined;
        const auditLog = isAuditLogEnabled(deps.config)
          ? createAuditLogSink(deps)
          : undefined;
        const knex = await deps.database.getClient();
        const database = await openDatabase({
          knex,
          skipMigrations: deps.database.migrations?.skip,
          sinkIds: webhooks ? [WEBHOOKS_SINK_ID] : [],
        });
        const embedded = parts.gitops
          ? undefined
          : await EmbeddedGitOps.create({ ...config.gitops, logger });
        const gitops = parts.gitops ?? embedded!;
        const sources = readOfferingsConfig(deps.config);
        const { crds, offerings, prices } = await createOfferings({
          config: sources,
          database,
          logger,
          listCrds:
            plane.type === 'sandbox' ? undefined : createCrdLister(plane),
        });
        const controlPlane =
          parts.controlPlane ??
          createControlPlane({
            config: plane,
            database,
            gitops,
            logger,
            offerings: () => offerings.definitions(),
          });
        const metrics = parts.metrics ?? SandboxMetrics.create();
        const dependents = CatalogDependents.create(deps);
        const options = {
          ...deps,
          config,
          controlPlane,
          crds,
          database,
          dependents,
          environments,
          gitops,
          offerings,
          policies,
          prices,
        };
        const engine = createEngine({
          ...options,
          appUrl: deps.config.getString('app.baseUrl').replace(/\/+$/, ''),
          quotas: readQuotas(deps.config),
          timeouts: plane.timeouts,
        });
        const authorized = authorizeServices(engine, {
          ...options,
          metrics,
          translations: readTranslations(deps.config),
          cloneUrl: `${await discovery.getExternalBaseUrl('service-requests')}/gitops.git`,
        });
        registerPermissions(deps.permissionsRegistry, { database });
        const { router, openPaths, document } = createServiceRequestsRouter({
          ...deps,
          authorized,
          onRefused: deps.denials.onRefused,
        });
        if (embedded) {
          openPaths.push(GIT_PATH);
          deps.httpRouter.use(
            Router().use(
              GIT_PATH,
              createGitRouter({
                gitops: embedded,
                authenticate: createGitAuthentication(deps),
                logger,
                maxProcesses: config.gitops.clones,
              }),
            ),
          );
        }
        for (const path of openPaths) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        deps.httpRouter.use(router);
        registerActions(deps.denials.watching(deps.actions), {
          ...authorized,
          checkBody: createBodyChecker(document),
          fieldsOf: createFieldsOf<ServiceRequestsSchemas>(document),
        });

        await embedded?.schedule(deps.scheduler);
        await engine.ends.schedule(deps.scheduler);
        await engine.expiry.schedule(deps.scheduler);
        if (sources.catalog) {
          await CatalogOfferings.create({ ...deps, offerings }).schedule(
            deps.scheduler,
          );
        }
        const relay = OutboxRelay.create({
          database: knex,
          outbox: database.outbox,
          sinks: [
            ...(webhooks ? [webhooks] : []),
            createEventsServiceSink({ events }),
            ...(auditLog ? [auditLog] : []),
            createNotificationsSink({
              ...deps,
              topic: 'service-requests',
              isTold,
              notificationsOf: createNotificationsOf({ ...deps, ...engine }),
            }),
          ],
          logger,
          pluginId: 'service-requests',
        });
        const demo = await DemoRequests.create({ ...deps, engine });
        const stopped = new AbortController();
        deps.lifecycle.addStartupHook(async () => {
          if (!webhooks) {
            await database.outbox.forgetSink(WEBHOOKS_SINK_ID);
          }
          webhooks?.register(stopped.signal);
          if (!auditLog) {
            await database.outbox.forgetSink(AUDIT_LOG_SINK_ID);
          }
          await relay.start();
          await engine.recount.run();
          engine.start();
          demo
            .run(stopped.signal)
            .catch(error => logger.warn(`The demo stopped: ${error}`));
        });
        deps.lifecycle.addShutdownHook(async () => {
          stopped.abort();
          await engine.stop();
          await relay.stop();
        });
      },
    });
  },
});
