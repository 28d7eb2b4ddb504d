import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  Condition,
  Criteria,
  decide,
  Principal,
  ruleNames,
} from '@callboard/access-policy';
import {
  ANNOTATION_VISIBILITY,
  reservationsSiteReadPermission,
  SPEC_VISIBLE_TO,
} from '@callboard/backstage-plugin-reservations-common';
import {
  SERVICE_LABEL,
  serviceReadPermission,
  SPEC_REQUESTED_BY,
} from '@callboard/backstage-plugin-service-requests-common';

type EntityCriteria = PermissionCriteria<PermissionCondition>;

const about = { resourceType: 'catalog-entity' };

const ofASite: EntityCriteria = {
  ...about,
  rule: 'HAS_ANNOTATION',
  params: { annotation: ANNOTATION_VISIBILITY },
};

const aService: EntityCriteria = {
  ...about,
  rule: 'HAS_LABEL',
  params: { label: SERVICE_LABEL },
};

/**
 * Every entity of the catalog, except that
 * - those of sites for members only are for whoever they name, and whoever may
 *   read every site;
 * - services are for whoever may read the service.
 *
 * The rules are the catalog's own, so that it can also count and page by them.
 */
export function visibleEntities(principal: Principal): PolicyDecision {
  const sites = decide(principal, reservationsSiteReadPermission);
  const services = decide(principal, serviceReadPermission);
  if (sites.result === 'allow' && services.result === 'allow') {
    return { result: AuthorizeResult.ALLOW };
  }
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    ...about,
    conditions: {
      anyOf: [
        { not: { anyOf: [ofASite, aService] } },
        ...(sites.result === 'allow'
          ? [ofASite]
          : principal.claims.map(claim => hasSpec(SPEC_VISIBLE_TO, claim))),
        ...readableServices(services),
      ],
    },
  };
}

function readableServices(
  decision: ReturnType<typeof decide>,
): EntityCriteria[] {
  if (decision.result === 'allow') {
    return [aService];
  }
  const conditions =
    decision.result === 'conditional' && asEntityCriteria(decision.conditions);
  return conditions ? [{ allOf: [aService, conditions] }] : [];
}

/** A condition about a service as one about its entity; nothing where there is no such. */
function asEntityCriteria(criteria: Criteria): EntityCriteria | undefined {
  if ('anyOf' in criteria) {
    const [first, ...more] = criteria.anyOf.flatMap(
      one => asEntityCriteria(one) ?? [],
    );
    return first && { anyOf: [first, ...more] };
  }
  if ('allOf' in criteria) {
    const [first, ...more] = criteria.allOf.map(asEntityCriteria);
    return first && more.every(one => one !== undefined)
      ? { allOf: [first, ...more] }
      : undefined;
  }
  return ofSomebody(criteria);
}

const { own, team, requester } = ruleNames['service-requests-service'];

/** In which field of the entity's `spec` a rule about a service looks. */
const FIELDS: Record<string, string> = {
  [own]: 'owner',
  [team]: 'owner',
  [requester]: SPEC_REQUESTED_BY,
};

function ofSomebody({ rule, params }: Condition): EntityCriteria | undefined {
  if (!Object.hasOwn(FIELDS, rule) || !('claims' in params)) {
    return undefined;
  }
  const field = FIELDS[rule];
  const [first, ...more] = params.claims
    // A group asks for nothing.
    .filter(claim => rule !== requester || !claim.startsWith('group:'))
    .map(claim => hasSpec(field, claim));
  return first && { anyOf: [first, ...more] };
}

function hasSpec(key: string, value: string): EntityCriteria {
  return { ...about, rule: 'HAS_SPEC', params: { key, value } };
}
