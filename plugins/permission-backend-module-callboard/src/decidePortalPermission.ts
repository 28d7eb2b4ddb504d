import {
  AuthorizeResult,
  isReadPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { Principal } from '@callboard/access-policy';
import { visibleEntities } from './visibleEntities';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** What removes or steers things that are everybody's. */
const adminOnly = new Set([
  'catalog.entity.delete',
  'catalog.location.delete',
  'catalog.ingestion.manage',
]);

/**
 * What people may do with the rest of the portal (catalog, templates, search,
 * …): all that it offers, except that
 * - somebody with no role, or a visitor and nothing else, may do nothing;
 * - an auditor only reads: a permission that does not say that it reads, does not;
 * - what removes from the catalog, and devtools, is for global admins;
 * - sites for members only, what is in them, and services do not exist in the
 *   catalog for those who may not see them;
 * - a template run, with what was typed into it, is for the one who started it.
 */
export function decidePortalPermission(
  principal: Principal,
  permission: Permission,
): PolicyDecision {
  const { ref, roles } = principal;
  const admin = roles.includes('global-admin');
  if (!roles.some(role => role !== 'visitor')) {
    return DENY;
  }
  if (isForAdmins(permission) && !admin) {
    return DENY;
  }
  if (roles.includes('auditor') && !isReadPermission(permission)) {
    return DENY;
  }
  if (isResourcePermission(permission, 'catalog-entity')) {
    return visibleEntities(principal);
  }
  if (roles.includes('auditor')) {
    return ALLOW;
  }
  if (isResourcePermission(permission, 'scaffolder-task') && !admin) {
    return ownTasksOf(ref);
  }
  return ALLOW;
}

function isForAdmins({ name }: Permission): boolean {
  return adminOnly.has(name) || name.startsWith('devtools.');
}

function ownTasksOf(ref: string): PolicyDecision {
  const resourceType = 'scaffolder-task';
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'scaffolder',
    resourceType,
    conditions: {
      rule: 'IS_TASK_OWNER',
      resourceType,
      params: { createdBy: [ref] },
    },
  };
}
