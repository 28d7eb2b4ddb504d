import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { endpointResourceRef } from '../resourceRefs';

/** For service accounts that are limited to sites. */
export const endpointInSites = createPermissionRule({
  name: 'ENDPOINT_IN_SITES',
  description: 'Allow for endpoints of the named sites',
  resourceRef: endpointResourceRef,
  paramsSchema: z.object({
    sites: z.array(z.string()).max(2000).describe('Entity refs of sites'),
  }),
  apply: ({ siteRef }, { sites }) =>
    siteRef !== undefined && sites.includes(siteRef),
  toQuery:
    ({ sites }) =>
    query =>
      query.whereIn('endpoint.site_ref', sites),
});
