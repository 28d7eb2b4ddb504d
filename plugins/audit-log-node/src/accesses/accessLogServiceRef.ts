import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { PluginRequests } from '@callboard/plugin-requests';
import { isAuditLogEnabled } from '../isAuditLogEnabled';
import { type AccessLog, NO_ACCESS_LOG } from './AccessLog';
import { AccessQueue } from './AccessQueue';

/** A plugin's way to put accesses on record; does nothing without an audit log. */
export const accessLogServiceRef = createServiceRef<AccessLog>({
  id: 'callboard.access-log',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        plugin: coreServices.pluginMetadata,
      },
      factory({ config, lifecycle, logger, plugin, ...deps }) {
        if (!isAuditLogEnabled(config)) {
          return NO_ACCESS_LOG;
        }
        const queue = AccessQueue.create({
          requests: PluginRequests.create({ ...deps, target: 'audit-log' }),
          logger,
          pluginId: plugin.getId(),
        });
        lifecycle.addShutdownHook(() => queue.stop());
        return queue;
      },
    }),
});
