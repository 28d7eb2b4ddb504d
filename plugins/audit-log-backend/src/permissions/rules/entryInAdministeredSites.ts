import { createPermissionRule } from '@backstage/plugin-permission-node';
import type { SiteDirectory } from '@callboard/site-directory';
import { z } from 'zod';
import { entryResourceRef } from '../resourceRefs';
import { whereOnlyIn } from './whereOnlyIn';

/**
 * Sites and their admins are the reservations plugin's, so the rule looks at
 * what the directory last read. An entry that names no site is in none.
 */
export function createEntryInAdministeredSites(
  directory: Pick<SiteDirectory, 'latest'>,
) {
  return createPermissionRule({
    name: 'ENTRY_IN_ADMINISTERED_SITES',
    description:
      'Allow for entries that concern only sites which the person administers',
    resourceRef: entryResourceRef,
    paramsSchema: z.object({
      claims: z
        .array(z.string())
        .max(2000)
        .describe('Entity refs of the person and of their groups'),
    }),
    apply: ({ siteRefs }, { claims }) =>
      directory.latest().administers(claims, siteRefs),
    toQuery: ({ claims }) =>
      whereOnlyIn(directory.latest().administeredBy(claims)),
  });
}
