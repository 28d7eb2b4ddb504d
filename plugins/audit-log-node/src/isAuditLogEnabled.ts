import type { RootConfigService } from '@backstage/backend-plugin-api';

const ROOT = 'callboard.auditLog';

/**
 * Whether what happens is to be recorded: if the portal has the audit log, which
 * does not start without a section of its own in the configuration.
 * `callboard.auditLog.enabled` says otherwise, for example for a plugin in a
 * backend of its own.
 */
export function isAuditLogEnabled(config: RootConfigService): boolean {
  return config.getOptionalBoolean(`${ROOT}.enabled`) ?? config.has(ROOT);
}
