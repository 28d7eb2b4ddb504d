import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { compileAmount } from './quotaAmounts';
import type { QuotaRule } from './types';

const KEY = 'callboard.serviceRequests.quotas';

const amount = z.number().nonnegative();
const names = z.array(z.string().min(1)).nonempty().optional();

const ruleSchema = z.strictObject({
  id: z
    .string()
    .max(63)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be words in kebab case'),
  title: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
  per: z
    .array(z.enum(['owner', 'environment', 'region']))
    .refine(per => new Set(per).size === per.length, 'says something twice')
    .default(['owner']),
  owners: names,
  ownerKind: z.enum(['group', 'user']).optional(),
  environments: names,
  offerings: names,
  categories: names,
  amount: z
    .union([z.string().min(1), amount])
    .transform(String)
    .default('1'),
  whenUnknown: amount.optional(),
  limit: amount,
  limits: z
    .array(z.strictObject({ owner: z.string().min(1), limit: amount }))
    .default([]),
});

/**
 * `callboard.serviceRequests.quotas`; none where nothing is said. Throws
 * InputError, naming the quota, for what cannot be meant.
 */
export function readQuotas(root: Config): QuotaRule[] {
  const entries: unknown = root.getOptional(KEY) ?? [];
  if (!Array.isArray(entries)) {
    throw new InputError(`${KEY} must be a list`);
  }
  const rules = entries.map((entry, index) =>
    readQuota(entry, `${KEY}[${index}]`),
  );
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InputError(`${KEY} has '${twice}' twice`);
  }
  return rules;
}

function readQuota(entry: unknown, path: string): QuotaRule {
  const result = ruleSchema.safeParse(entry);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(
      `${path}${issue.path.length > 0 ? `.${issue.path.join('.')}` : ''}: ${issue.message}`,
    );
  }
  const rule = { ...result.data, title: result.data.title ?? result.data.id };
  if (rule.limits.length > 0 && !rule.per.includes('owner')) {
    throw new InputError(
      `${path}.limits are limits of owners, and it is not per owner`,
    );
  }
  compileAmount(rule);
  return rule;
}
