import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { everySite, whereEverySite } from './whereEverySite';
import { claimsSchema, isAdministered, whereSiteAdministered } from './claims';

export const bookingInAdministeredSites = createPermissionRule({
  name: 'BOOKING_IN_ADMINISTERED_SITES',
  description:
    'Allow for bookings all of whose resources are in sites that the person administers',
  resourceRef: bookingResourceRef,
  paramsSchema: claimsSchema,
  apply: (booking, { claims }) =>
    everySite(booking.sites, site => isAdministered(site, claims)),
  toQuery: ({ claims }) =>
    whereEverySite((query, column) =>
      whereSiteAdministered(query, column, claims),
    ),
});
