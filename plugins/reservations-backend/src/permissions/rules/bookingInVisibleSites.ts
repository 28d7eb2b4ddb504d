import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { everySite, whereEverySite } from './whereEverySite';
import { claimsSchema, isVisible, whereSiteVisible } from './claims';

export const bookingInVisibleSites = createPermissionRule({
  name: 'BOOKING_IN_VISIBLE_SITES',
  description: 'Allow for bookings all of whose resources are in visible sites',
  resourceRef: bookingResourceRef,
  paramsSchema: claimsSchema,
  apply: (booking, { claims }) =>
    everySite(booking.sites, site => isVisible(site, claims)),
  toQuery: ({ claims }) =>
    whereEverySite((query, column) => whereSiteVisible(query, column, claims)),
});
