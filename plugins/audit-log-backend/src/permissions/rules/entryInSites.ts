import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { entryResourceRef } from '../resourceRefs';
import { whereOnlyIn } from './whereOnlyIn';

/** For service accounts, which are limited to sites. */
export const entryInSites = createPermissionRule({
  name: 'ENTRY_IN_SITES',
  description: 'Allow for entries that concern only these sites',
  resourceRef: entryResourceRef,
  paramsSchema: z.object({
    sites: z.array(z.string()).max(2000).describe('Entity refs of sites'),
  }),
  apply: ({ siteRefs }, { sites }) =>
    siteRefs.length > 0 && siteRefs.every(ref => sites.includes(ref)),
  toQuery: ({ sites }) => whereOnlyIn(sites),
});
