import { createPermissionRule } from '@backstage/plugin-permission-node';
import type { SiteDirectory } from '@callboard/site-directory';
import { z } from 'zod';
import { endpointResourceRef } from '../resourceRefs';

/**
 * Sites and their admins are the reservations plugin's, so the rule looks at
 * what the directory last read. An endpoint whose scope is in no site is never
 * in an administered one.
 */
export function createEndpointInAdministeredSite(
  directory: Pick<SiteDirectory, 'latest'>,
) {
  return createPermissionRule({
    name: 'ENDPOINT_IN_ADMINISTERED_SITE',
    description: 'Allow for endpoints of sites that the person administers',
    resourceRef: endpointResourceRef,
    paramsSchema: z.object({
      claims: z
        .array(z.string())
        .max(2000)
        .describe('Entity refs of the person and of their groups'),
    }),
    apply: ({ siteRef }, { claims }) =>
      siteRef !== undefined &&
      directory.latest().administers(claims, [siteRef]),
    toQuery:
      ({ claims }) =>
      query =>
        query.whereIn(
          'endpoint.site_ref',
          directory.latest().administeredBy(claims),
        ),
  });
}
