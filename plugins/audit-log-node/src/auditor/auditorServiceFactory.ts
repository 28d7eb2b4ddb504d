import {
  type AuditorEvent,
  DefaultAuditorService,
} from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { accessLogServiceRef } from '../accesses/accessLogServiceRef';
import { readLogLevels, readMinimumSeverity } from './config';
import { toAccess } from './toAccess';

/**
 * Replaces the `auditor` service of every plugin in a backend: each event is
 * logged as the stock service logs it, and then put on record in the audit log
 * if it is as severe as `callboard.auditLog.minimumSeverity` (`medium`) and has
 * come to an end. A plugin is neither held up by that nor made to fail.
 */
export const auditorServiceFactory = createServiceFactory({
  service: coreServices.auditor,
  deps: {
    accessLog: accessLogServiceRef,
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    httpAuth: coreServices.httpAuth,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
  },
  factory({ accessLog, config, logger, ...deps }) {
    const log = createStockLog(logger.child({ isAuditEvent: true }), config);
    const isSevereEnough = readMinimumSeverity(config);
    return DefaultAuditorService.create(event => {
      log(event);
      const access = isSevereEnough(event) ? toAccess(event) : undefined;
      if (access) {
        accessLog.record(access);
      }
    }, deps);
  },
});

/** As `auditorServiceFactory` of `@backstage/backend-defaults` does it. */
function createStockLog(
  logger: LoggerService,
  config: Parameters<typeof readLogLevels>[0],
): (event: AuditorEvent) => void {
  const levels = readLogLevels(config);
  return event => {
    const name = `${event.plugin}.${event.eventId}`;
    const level = levels[event.severityLevel];
    if ('error' in event) {
      const { error, ...rest } = event;
      logger.child(rest as object)[level](name, error);
    } else {
      logger[level](name, event);
    }
  };
}
