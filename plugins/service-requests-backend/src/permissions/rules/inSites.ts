import { createPermissionRule } from '@backstage/plugin-permission-node';
import { requestResourceRef, serviceResourceRef } from '../resourceRefs';
import { sitesSchema } from './schemas';

/** Requests and services are in no site: an account limited to sites has none. */
const inNoSite = {
  paramsSchema: sitesSchema,
  apply: () => false,
  toQuery: () => (query: { whereRaw(sql: string): unknown }) => {
    query.whereRaw('1 = 0');
  },
};

export const requestInSites = createPermissionRule({
  name: 'REQUEST_IN_SITES',
  description: 'Allow for requests of the named sites: there are none',
  resourceRef: requestResourceRef,
  ...inNoSite,
});

export const serviceInSites = createPermissionRule({
  name: 'SERVICE_IN_SITES',
  description: 'Allow for services of the named sites: there are none',
  resourceRef: serviceResourceRef,
  ...inNoSite,
});
