import { decisionTable } from './decisionTable';
import {
  permissionFacts,
  PermissionFacts,
  PermissionName,
  ruleNames,
} from './permissions';
import {
  AskedPermission,
  Condition,
  Decision,
  Grant,
  Principal,
} from './types';

const ALLOW: Decision = { result: 'allow' };
const DENY: Decision = { result: 'deny' };

/**
 * Whether a principal may do what a permission names: yes, no, or if one of the
 * conditions holds for the thing that it is asked about.
 *
 * Rights are the union over the principal's roles; an auditor's writes are
 * refused whatever the other roles say. Plugins of this portal read everything
 * and write nothing in their own name. Whatever is not known is denied:
 * permission, role, a permission asked of another kind of thing than its own.
 */
export function decide(
  principal: Principal,
  permission: AskedPermission,
): Decision {
  if (!isKnown(permission.name)) {
    return DENY;
  }
  const facts: PermissionFacts = permissionFacts[permission.name];
  if (permission.resourceType !== facts.resourceType) {
    return DENY;
  }
  const reads = facts.action === 'read';
  if (principal.kind === 'service' && principal.plugin !== undefined) {
    return reads ? ALLOW : DENY;
  }
  if (principal.roles.includes('auditor') && !reads) {
    return DENY;
  }
  return decideByGrants(grantsOf(principal, permission.name), facts, principal);
}

function isKnown(name: string): name is PermissionName {
  return Object.hasOwn(permissionFacts, name);
}

function grantsOf(principal: Principal, name: PermissionName): Set<Grant> {
  const row = decisionTable[name];
  const grants = new Set<Grant>();
  for (const role of principal.roles) {
    if (Object.hasOwn(row, role)) {
      row[role]?.forEach(grant => grants.add(grant));
    }
  }
  return grants;
}

function decideByGrants(
  grants: Set<Grant>,
  { pluginId, resourceType }: PermissionFacts,
  { claims }: Principal,
): Decision {
  if (grants.has('always')) {
    return ALLOW;
  }
  if (!resourceType) {
    return DENY;
  }
  const rules: Partial<Record<Grant, string>> = ruleNames[resourceType];
  const [first, ...more] = [...grants].flatMap((grant): Condition[] => {
    const rule = rules[grant];
    return rule ? [{ rule, params: { claims: [...claims] } }] : [];
  });
  if (!first) {
    return DENY;
  }
  return {
    result: 'conditional',
    pluginId,
    resourceType,
    conditions: { anyOf: [first, ...more] },
  };
}
