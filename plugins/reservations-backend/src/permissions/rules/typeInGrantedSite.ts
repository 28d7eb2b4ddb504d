import { createPermissionRule } from '@backstage/plugin-permission-node';
import { resourceTypeResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';
import { whereTypeGranted } from './granted';

export const typeInGrantedSite = createPermissionRule({
  name: 'TYPE_IN_GRANTED_SITE',
  description:
    'Allow for types of sites and resources that an access grant to the person covers',
  resourceRef: resourceTypeResourceRef,
  paramsSchema: claimsSchema,
  apply: (type, { claims }) => type.grants.isHeldBy(claims),
  toQuery:
    ({ claims }) =>
    query =>
      whereTypeGranted(query, claims),
});
