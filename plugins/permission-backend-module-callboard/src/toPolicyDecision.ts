import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { Decision } from '@callboard/access-policy';

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
  const [first, ...more] = conditions.anyOf;
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions: {
      anyOf: [
        { resourceType, ...first },
        ...more.map(condition => ({ resourceType, ...condition })),
      ],
    },
  };
}
