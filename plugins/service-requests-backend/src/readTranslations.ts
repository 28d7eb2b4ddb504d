import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const KEY = 'callboard.serviceRequests.translations';

const schema = z.record(
  z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is no language'),
  z.record(z.string(), z.string().min(1)),
);

/** By language, what a text of the configuration is in it. */
export type Translations = z.infer<typeof schema>;

/**
 * What titles in the configuration (of environments, regions, quotas) are in
 * other languages. Throws InputError naming what is wrong.
 */
export function readTranslations(root: Config): Translations {
  const result = schema.safeParse(root.getOptional(KEY) ?? {});
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new InputError(`${[KEY, ...path].join('.')}: ${message}`);
  }
  return result.data;
}
