import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createFieldsOf } from '@callboard/backend-access';
import { createBodyChecker } from '@callboard/backend-openapi';
import type { AuditLogSchemas } from '@callboard/backstage-plugin-audit-log-common';
import { denialRecorderServiceRef } from '@callboard/backstage-plugin-audit-log-node';
import { ReservationsSiteDirectory } from '@callboard/site-directory';
import { registerActions } from './actions';
import { checkStart } from './chain';
import { readAuditLogConfig } from './config';
import { createAuditLogRouter } from './http';
import { registerPermissions } from './permissions';
import { createEngine, createServices } from './services';

/** Keeps a durable record of who did what, in which tampering shows. */
export const auditLogPlugin = createBackendPlugin({
  pluginId: 'audit-log',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        denials: denialRecorderServiceRef,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const auditConfig = readAuditLogConfig(deps.config);
        const engine = await createEngine({
          knex: await deps.database.getClient(),
          config: auditConfig,
          logger: deps.logger,
          skipMigrations: deps.database.migrations?.skip,
        });
        const { database, heads, purger, recorder } = engine;
        const directory = ReservationsSiteDirectory.create(deps);
        registerPermissions(deps.permissionsRegistry, { database, directory });
        const { authorized, watcher } = createServices(engine, {
          ...deps,
          auditConfig,
          directory,
        });
        const { router, openPaths, document } = createAuditLogRouter({
          ...deps,
          authorized,
          onRefused: deps.denials.onRefused,
        });
        for (const path of openPaths) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        deps.httpRouter.use(router);
        registerActions(deps.denials.watching(deps.actions), {
          ...authorized,
          checkBody: createBodyChecker(document),
          fieldsOf: createFieldsOf<AuditLogSchemas>(document),
        });
        await checkStart({ ...engine, logger: deps.logger });
        await purger.schedule(deps.scheduler);
        await watcher.schedule(deps.scheduler);
        deps.lifecycle.addShutdownHook(async () => {
          await recorder.idle();
          await heads.write();
        });
      },
    });
  },
});
