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
  Criteria,
  Decision,
  Grant,
  Principal,
  ServiceAccount,
} from './types';

const ALLOW: Decision = { result: 'allow' };
const DENY: Decision = { result: 'deny' };

/** What an account can stand to a thing by itself, without being anybody's member. */
const PERSONAL = ['own', 'requester', 'participant'] as const;

/**
 * Whether a principal may do what a permission names: yes, no, or if one of the
 * conditions holds for the thing that it is asked about.
 *
 * Rights are the union over the principal's roles; an auditor's writes are
 * refused whatever the other roles say. Plugins of this portal read everything
 * and write nothing in their own name. What needs a second person nobody does to
 * their own. Whatever is not known is denied:
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
  const grants = grantsOf(principal, permission.name);
  const decision = principal.account
    ? decideForAccount(grants, facts, principal, principal.account)
    : decideByGrants(grants, facts, principal);
  return facts.notOwn ? exceptOwn(decision, facts, principal) : decision;
}

/** The same, but never for what the principal or who answers for it owns or made. */
function exceptOwn(
  decision: Decision,
  { pluginId, resourceType }: PermissionFacts,
  { claims, account }: Principal,
): Decision {
  const rules: Rules | undefined = resourceType && ruleNames[resourceType];
  if (decision.result === 'deny' || !resourceType || !rules?.others) {
    return DENY;
  }
  const others: Condition = {
    rule: rules.others,
    params: { claims: account ? [...claims, account.owner] : [...claims] },
  };
  return {
    result: 'conditional',
    pluginId,
    resourceType,
    conditions: {
      anyOf: [
        decision.result === 'allow'
          ? others
          : { allOf: [others, decision.conditions] },
      ],
    },
  };
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
  facts: PermissionFacts,
  principal: Principal,
): Decision {
  return grants.has('always')
    ? ALLOW
    : anyOf(facts, conditionsOf(grants, facts, principal));
}

/**
 * A service account is a member of the sites it is limited to, and an admin of
 * them if it is a `site-admin`; outside of them it has no right at all, whatever
 * its roles. What concerns no site it may read, and change only if it is not
 * limited.
 */
function decideForAccount(
  grants: Set<Grant>,
  facts: PermissionFacts,
  principal: Principal,
  { sites }: ServiceAccount,
): Decision {
  const everything =
    grants.has('always') ||
    grants.has('visible') ||
    (grants.has('administered') && principal.roles.includes('site-admin'));
  if (sites === 'all') {
    return everything ? ALLOW : anyOf(facts, personal());
  }
  if (!facts.resourceType) {
    return everything && facts.action === 'read' ? ALLOW : DENY;
  }
  const rules: Rules = ruleNames[facts.resourceType];
  const inSites: Condition = { rule: rules.sites, params: { sites } };
  if (everything) {
    const shared: Condition[] =
      rules.shared && facts.action === 'read'
        ? [{ rule: rules.shared, params: { claims: [] } }]
        : [];
    return anyOf(facts, [inSites, ...shared]);
  }
  return anyOf(
    facts,
    personal().map(condition => ({ allOf: [inSites, condition] })),
  );

  function personal(): Condition[] {
    const own = new Set(PERSONAL.filter(grant => grants.has(grant)));
    return conditionsOf(own, facts, principal);
  }
}

type Rules = Partial<Record<Grant | 'shared' | 'others', string>> & {
  sites: string;
};

function conditionsOf(
  grants: Set<Grant>,
  { resourceType }: PermissionFacts,
  { claims, team = [] }: Principal,
): Condition[] {
  if (!resourceType) {
    return [];
  }
  const rules: Rules = ruleNames[resourceType];
  return [...grants].flatMap((grant): Condition[] => {
    const rule = rules[grant];
    const asked = grant === 'team' ? team : claims;
    return rule && (grant !== 'team' || team.length > 0)
      ? [{ rule, params: { claims: [...asked] } }]
      : [];
  });
}

function anyOf(
  { pluginId, resourceType }: PermissionFacts,
  [first, ...more]: Criteria[],
): Decision {
  if (!resourceType || !first) {
    return DENY;
  }
  return {
    result: 'conditional',
    pluginId,
    resourceType,
    conditions: { anyOf: [first, ...more] },
  };
}
