import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { isAmong, sitesSchema, whereSiteAmong } from './sites';
import { everySite, whereEverySite } from './whereEverySite';

export const bookingInSites = createPermissionRule({
  name: 'BOOKING_IN_SITES',
  description:
    'Allow for bookings all of whose resources are in the named sites',
  resourceRef: bookingResourceRef,
  paramsSchema: sitesSchema,
  apply: (booking, { sites }) =>
    everySite(booking.sites, site => isAmong(site, sites)),
  toQuery: ({ sites }) =>
    whereEverySite((query, column) => whereSiteAmong(query, column, sites)),
});
