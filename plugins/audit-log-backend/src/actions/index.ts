import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { AuthorizedServices } from '../services';
import { registerListAuditEntries } from './listAuditEntries';
import { registerVerifyAuditLog } from './verifyAuditLog';

/** What actions are made of: the same services that HTTP requests reach. */
export interface ActionDependencies extends Pick<
  AuthorizedServices,
  'entries' | 'verifier'
> {
  /** The checks that a body passes over HTTP. */
  checkBody: BodyChecker;
}

/** Offers the plugin's operations to templates and agents. */
export function registerActions(
  registry: ActionsRegistryService,
  dependencies: ActionDependencies,
): void {
  registerListAuditEntries(registry, dependencies);
  registerVerifyAuditLog(registry, dependencies);
}
