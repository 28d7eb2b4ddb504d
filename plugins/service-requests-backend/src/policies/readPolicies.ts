import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PolicyRuleDefinition } from './types';

const KEY = 'callboard.serviceRequests.policies';

const text = z.string().min(1);

const ruleSchema = z
  .strictObject({
    id: z
      .string()
      .max(63)
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be words in kebab case'),
    title: text.optional(),
    when: text.optional(),
    expr: text,
    severity: z.enum(['deny', 'warn', 'info']).default('deny'),
    message: text,
    passes: text.optional(),
    translations: z
      .record(
        z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
        z.strictObject({ message: text, passes: text.optional() }),
      )
      .optional(),
    field: z
      .string()
      .regex(/^\//, 'must be a JSON pointer such as /multiAz')
      .optional(),
  })
  .superRefine(({ passes, translations = {} }, context) => {
    for (const [language, translated] of Object.entries(translations)) {
      if ((translated.passes === undefined) !== (passes === undefined)) {
        context.addIssue({
          code: 'custom',
          path: ['translations', language, 'passes'],
          message: 'must be there where the rule has it, and only there',
        });
      }
    }
  });

const switchedOff = z.strictObject({
  id: z.string(),
  enabled: z.literal(false),
});

/**
 * The rules: those that come with the plugin, unless `starter` is false, then
 * those of `rules`. One with the id of another takes its place, one with
 * `enabled: false` takes it away. Throws InputError naming the rule.
 */
export function readPolicies(root: Config): PolicyRuleDefinition[] {
  const config = root.getOptionalConfig(KEY);
  const rules = new Map<string, PolicyRuleDefinition>();
  if (config?.getOptionalBoolean('starter') ?? true) {
    for (const rule of readStarterPolicies()) {
      rules.set(rule.id, rule);
    }
  }
  const entries: unknown = config?.getOptional('rules') ?? [];
  if (!Array.isArray(entries)) {
    throw new InputError(`${KEY}.rules must be a list`);
  }
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const path = `${KEY}.rules[${index}]`;
    const id = String(entry?.id);
    if (seen.has(id)) {
      throw new InputError(`${path}: there is another rule '${id}'`);
    }
    seen.add(id);
    if (switchedOff.safeParse(entry).success) {
      if (!rules.delete(id)) {
        throw new InputError(`${path}: there is no rule '${id}' to switch off`);
      }
      return;
    }
    rules.set(id, readRule(entry, path));
  });
  return [...rules.values()];
}

/** The rules that come with the plugin. */
export function readStarterPolicies(): PolicyRuleDefinition[] {
  const file = resolvePackagePath(
    '@callboard/backstage-plugin-service-requests-backend',
    'policies',
    'starter.yaml',
  );
  const { rules } = parse(readFileSync(file, 'utf8')) as { rules: unknown[] };
  return rules.map((rule, index) =>
    readRule(rule, `policies/starter.yaml: rules[${index}]`),
  );
}

function readRule(entry: unknown, path: string): PolicyRuleDefinition {
  const result = ruleSchema.safeParse(entry);
  if (!result.success) {
    const [issue] = result.error.issues;
    const id = (entry as { id?: unknown } | null)?.id;
    // Configuration takes ${…} for a variable of its own, and drops the text.
    const hint =
      issue.path[0] === 'message' ? ' (write ${{ … }} for what is CEL)' : '';
    throw new InputError(
      `${path}${id === undefined ? '' : ` ('${id}')`}: ${
        issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
      }${issue.message}${hint}`,
    );
  }
  return result.data;
}
