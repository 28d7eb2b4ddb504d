import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceTypeResourceRef } from '../resourceRefs';
import { claimsSchema, isVisible, whereSiteVisible } from './claims';

export const typeInVisibleSite = createPermissionRule({
  name: 'TYPE_IN_VISIBLE_SITE',
  description: 'Allow for global types and for those of visible sites',
  resourceRef: resourceTypeResourceRef,
  paramsSchema: claimsSchema,
  apply: (type, { claims }) => !type.site || isVisible(type.site, claims),
  toQuery:
    ({ claims }) =>
    query =>
      query.where(either => {
        either.whereNull('resource_type.site_id');
        either.orWhere(inner =>
          whereSiteVisible(inner, 'resource_type.site_id', claims),
        );
      }),
});
