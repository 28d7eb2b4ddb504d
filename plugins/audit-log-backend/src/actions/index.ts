import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { FieldsOf } from '@callboard/backend-access';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { AuditLogSchemas } from '@callboard/backstage-plugin-audit-log-common';
import type { AuthorizedServices } from '../services';
import { registerGetAuditEntry } from './getAuditEntry';
import { registerListAccessChanges } from './listAccessChanges';
import { registerListAuditActions } from './listAuditActions';
import { registerListAuditEntries } from './listAuditEntries';
import { registerReviewAccess } from './reviewAccess';
import { registerVerifyAuditLog } from './verifyAuditLog';

/** What actions are made of: the same services that HTTP requests reach. */
export interface ActionDependencies extends Pick<
  AuthorizedServices,
  'entries' | 'review' | 'verifier'
> {
  /** The checks that a body passes over HTTP. */
  checkBody: BodyChecker;
  /** What the OpenAPI document says of fields. */
  fieldsOf: FieldsOf<AuditLogSchemas>;
}

/** Offers the plugin's operations to templates and agents. */
export function registerActions(
  registry: ActionsRegistryService,
  dependencies: ActionDependencies,
): void {
  registerListAuditEntries(registry, dependencies);
  registerGetAuditEntry(registry, dependencies);
  registerListAuditActions(registry, dependencies);
  registerReviewAccess(registry, dependencies);
  registerListAccessChanges(registry, dependencies);
  registerVerifyAuditLog(registry, dependencies);
}
