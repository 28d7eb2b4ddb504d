import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type Permission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionRule } from '@backstage/plugin-permission-node';
import { refusing } from '@callboard/backend-openapi';
import type { SqlFilter } from './SqlFilter';

/** A decision, ready to be asked about items and to narrow queries. */
export interface Access<TItem> {
  /** False when nothing at all is allowed. */
  readonly possible: boolean;
  /** Absent when everything is allowed. */
  readonly filter?: SqlFilter;
  /** Equal for callers who are allowed the same. */
  readonly key: string;
  allows(item: TItem): boolean;
}

/** A permission, and the rules its conditions may name (none for a basic one). */
export interface Question<TItem> {
  permission: Permission;
  rules: PermissionRule<TItem, SqlFilter, string, any>[];
}

/** Throws a 403 unless something may be allowed. */
export function requirePossible(access: Access<unknown>, what: string): void {
  if (!access.possible) {
    throw refusing(new NotAllowedError(`You may not ${what}`), { what });
  }
}

/** The decision as a predicate and as a filter. */
export function compile<TItem>(
  decision: PolicyDecision,
  rules: Question<TItem>['rules'],
): Access<TItem> {
  if (decision.result === AuthorizeResult.ALLOW) {
    return { possible: true, key: 'all', allows: () => true };
  }
  if (decision.result === AuthorizeResult.DENY) {
    return {
      possible: false,
      key: 'none',
      filter: query => query.whereRaw('1 = 0'),
      allows: () => false,
    };
  }
  const { conditions } = decision as ConditionalPolicyDecision;
  return {
    possible: true,
    key: JSON.stringify(conditions),
    allows: predicate(conditions, rules),
    filter: query =>
      query.where(inner => applyFilter(inner, conditions, rules)),
  };
}

type Criteria = PermissionCriteria<PermissionCondition>;

function predicate<TItem>(
  criteria: Criteria,
  rules: Question<TItem>['rules'],
): (item: TItem) => boolean {
  if ('anyOf' in criteria) {
    const parts = criteria.anyOf.map(part => predicate(part, rules));
    return item => parts.some(part => part(item));
  }
  if ('allOf' in criteria) {
    const parts = criteria.allOf.map(part => predicate(part, rules));
    return item => parts.every(part => part(item));
  }
  if ('not' in criteria) {
    const part = predicate(criteria.not, rules);
    return item => !part(item);
  }
  const rule = ruleOf(criteria, rules);
  return item => rule.apply(item, criteria.params);
}

function applyFilter<TItem>(
  query: Parameters<SqlFilter>[0],
  criteria: Criteria,
  rules: Question<TItem>['rules'],
): void {
  if ('anyOf' in criteria) {
    for (const part of criteria.anyOf) {
      query.orWhere(inner => applyFilter(inner, part, rules));
    }
  } else if ('allOf' in criteria) {
    for (const part of criteria.allOf) {
      query.where(inner => applyFilter(inner, part, rules));
    }
  } else if ('not' in criteria) {
    query.whereNot(inner => applyFilter(inner, criteria.not, rules));
  } else {
    // Our rules translate to one filter each, never to a criteria tree.
    const filter = ruleOf(criteria, rules).toQuery(criteria.params);
    (filter as SqlFilter)(query);
  }
}

function ruleOf<TItem>(
  condition: PermissionCondition,
  rules: Question<TItem>['rules'],
) {
  const rule = rules.find(candidate => candidate.name === condition.rule);
  if (!rule) {
    throw new Error(`The policy names an unknown rule '${condition.rule}'`);
  }
  return rule;
}
