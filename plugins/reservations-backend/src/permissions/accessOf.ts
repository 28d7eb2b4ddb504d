import {
  type Criteria,
  decide,
  type Principal,
} from '@callboard/access-policy';
import { type Access, compile, type Question } from '@callboard/backend-access';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { questions } from './questions';

type Questions = typeof questions;
type ItemOf<Q> = Q extends Question<infer Item> ? Item : never;

/** What somebody may do who is not the caller, and has no credentials here. */
export function accessOf<K extends keyof Questions>(
  principal: Principal,
  name: K,
): Access<ItemOf<Questions[K]>> {
  const { permission, rules } = questions[name] as Question<
    ItemOf<Questions[K]>
  >;
  const decision = decide(principal, permission);
  if (decision.result !== 'conditional') {
    const result =
      decision.result === 'allow'
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY;
    return compile({ result }, rules);
  }
  const { pluginId, resourceType, conditions } = decision;
  return compile(
    {
      result: AuthorizeResult.CONDITIONAL,
      pluginId,
      resourceType,
      conditions: toCriteria(conditions, resourceType),
    },
    rules,
  );
}

function toCriteria(
  criteria: Criteria,
  resourceType: string,
): PermissionCriteria<PermissionCondition> {
  if ('anyOf' in criteria) {
    const [first, ...more] = criteria.anyOf;
    return {
      anyOf: [
        toCriteria(first, resourceType),
        ...more.map(one => toCriteria(one, resourceType)),
      ],
    };
  }
  if ('allOf' in criteria) {
    const [first, ...more] = criteria.allOf;
    return {
      allOf: [
        toCriteria(first, resourceType),
        ...more.map(one => toCriteria(one, resourceType)),
      ],
    };
  }
  return { resourceType, ...criteria };
}
