import type { QuotaUse } from '@callboard/backstage-plugin-service-requests-common';
import { createLanguage, Expression } from '../policies/cel/Expression';
import { toCel } from '../policies/cel/toCel';
import type { EnvironmentConfig } from '../environments';
import type { QuotaAmount, QuotaItem, QuotaRule, QuotaSubject } from './types';

const language = createLanguage({
  item: 'dyn',
  parameters: 'dyn',
  owner: 'dyn',
  env: 'dyn',
  region: 'dyn',
  cost: 'dyn',
});

/** Throws InputError naming the quota. */
export function compileAmount(rule: QuotaRule): Expression {
  return Expression.create(language, rule.amount, {
    where: `Quota '${rule.id}': amount`,
    result: 'number',
  });
}

/** Where something is to be counted. */
export interface QuotaScope {
  /** Entity ref. */
  owner: string;
  environment: Pick<EnvironmentConfig, 'name' | 'production'>;
}

/** Says how much services take of the quotas that apply to them. Pure. */
export class QuotaCounter {
  readonly rules: readonly QuotaRule[];
  readonly #amounts: Map<QuotaRule, Expression>;

  static create(rules: readonly QuotaRule[]): QuotaCounter {
    return new QuotaCounter(rules);
  }

  private constructor(rules: readonly QuotaRule[]) {
    this.rules = rules;
    this.#amounts = new Map(rules.map(rule => [rule, compileAmount(rule)]));
  }

  count(
    { owner, environment }: QuotaScope,
    items: readonly QuotaItem[],
  ): QuotaAmount[] {
    return items.flatMap(item => {
      const scope = { owner: item.owner ?? owner, environment };
      return this.rules
        .filter(rule => appliesTo(rule, scope, item))
        .map(rule => ({
          rule,
          subject: subjectOf(rule, scope, item.region),
          serviceId: item.serviceId,
          amount: this.#amountOf(rule, scope, item),
          removal: item.operation === 'decommission',
        }));
    });
  }

  /** Undefined where it cannot be known: no price, no such parameter, not an amount. */
  #amountOf(
    rule: QuotaRule,
    { owner, environment }: QuotaScope,
    item: QuotaItem,
  ): number | undefined {
    if (item.operation === 'decommission') {
      return 0;
    }
    const { parameters, cost, region, owner: _, ...described } = item;
    try {
      const value = this.#amounts.get(rule)!.evaluate({
        item: toCel({ ...described, region }),
        parameters: toCel(parameters),
        owner,
        env: toCel(environment),
        region,
        ...(cost !== undefined && { cost }),
      });
      return toAmount(value) ?? rule.whenUnknown;
    } catch {
      return rule.whenUnknown;
    }
  }
}

function toAmount(value: unknown): number | undefined {
  const amount = typeof value === 'bigint' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0
    ? amount
    : undefined;
}

function appliesTo(
  rule: QuotaRule,
  { owner, environment }: QuotaScope,
  { offering, category }: QuotaItem,
): boolean {
  return (
    appliesToOwner(rule, owner) &&
    includes(rule.environments, environment.name) &&
    includes(rule.offerings, offering) &&
    includes(rule.categories, category)
  );
}

export function appliesToOwner(rule: QuotaRule, owner: string): boolean {
  return (
    includes(rule.owners, owner) &&
    (rule.ownerKind === undefined || owner.startsWith(`${rule.ownerKind}:`))
  );
}

function includes(names: readonly string[] | undefined, name: string): boolean {
  return names === undefined || names.includes(name);
}

/** Whose limit it is; its id sorts the same everywhere. */
export function subjectOf(
  rule: QuotaRule,
  { owner, environment }: QuotaScope,
  region: string,
): QuotaSubject {
  const dimensions = {
    ...(rule.per.includes('owner') && { owner }),
    ...(rule.per.includes('environment') && { environment: environment.name }),
    ...(rule.per.includes('region') && { region }),
  };
  return {
    id: [rule.id, ...Object.values(dimensions)].join('|'),
    quota: rule.id,
    ...dimensions,
  };
}

export function limitOf(rule: QuotaRule, subject: QuotaSubject): number {
  const own = rule.limits.find(({ owner }) => owner === subject.owner);
  return own?.limit ?? rule.limit;
}

/** What is shown of a quota before anything is counted. */
export function describeSubject(
  rule: QuotaRule,
  subject: QuotaSubject,
): Pick<QuotaUse, 'quota' | 'title' | 'unit' | 'limit'> {
  const where = [subject.environment, subject.region].filter(Boolean);
  return {
    quota: rule.id,
    title:
      where.length > 0 ? `${rule.title} (${where.join(', ')})` : rule.title,
    ...(rule.unit !== undefined && { unit: rule.unit }),
    limit: limitOf(rule, subject),
  };
}
