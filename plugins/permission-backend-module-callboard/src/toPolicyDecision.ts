import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { Criteria, Decision } from '@callboard/access-policy';

/** A decision of the access policy in Backstage's shape. */
export function toPolicyDecision(decision: Decision): PolicyDecision {
  if (decision.result !== 'conditional') {
    return {
      result:
        decision.result === 'allow'
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    };
  }
  const { pluginId, resourceType, conditions } = decision;
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions: toCriteria(conditions, resourceType),
  };
}

function toCriteria(
  criteria: Criteria,
  resourceType: string,
): PermissionCriteria<PermissionCondition> {
  if ('anyOf' in criteria) {
    const [first, ...more] = criteria.anyOf.map(one =>
      toCriteria(one, resourceType),
    );
    return { anyOf: [first, ...more] };
  }
  if ('allOf' in criteria) {
    const [first, ...more] = criteria.allOf.map(one =>
      toCriteria(one, resourceType),
    );
    return { allOf: [first, ...more] };
  }
  return { resourceType, ...criteria };
}
