import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  reservationsBasicPermissions,
  reservationsBookingPermissions,
  reservationsProjectPermissions,
  reservationsResourcePermissions,
  reservationsResourceTypePermissions,
  reservationsSitePermissions,
} from '@callboard/backstage-plugin-reservations-common';
import { subjectOf } from '../bookings/views';
import { projectSubject } from '../projects/AuthorizedProjects';
import type { ReservationsServices } from '../services';
import {
  bookingResourceRef,
  projectResourceRef,
  resourceResourceRef,
  resourceTypeResourceRef,
  siteResourceRef,
} from './resourceRefs';
import {
  bookingRules,
  projectRules,
  resourceRules,
  resourceTypeRules,
  siteRules,
} from './rules';

/** Makes permissions, rules and what they apply to known to the portal. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  services: Pick<ReservationsServices, 'inventory' | 'bookings' | 'projects'>,
): void {
  const { inventory, bookings, projects } = services;
  registry.addPermissions(reservationsBasicPermissions);
  registry.addResourceType({
    resourceRef: siteResourceRef,
    permissions: reservationsSitePermissions,
    rules: siteRules,
    getResources: async ids => {
      const known = await inventory.latest();
      return ids.map(id => known.site(id));
    },
  });
  registry.addResourceType({
    resourceRef: resourceTypeResourceRef,
    permissions: reservationsResourceTypePermissions,
    rules: resourceTypeRules,
    getResources: async ids => {
      const known = await inventory.latest();
      return ids.map(id => known.type(id));
    },
  });
  registry.addResourceType({
    resourceRef: resourceResourceRef,
    permissions: reservationsResourcePermissions,
    rules: resourceRules,
    getResources: async ids => {
      const known = await inventory.latest();
      return ids.map(id => known.resource(id));
    },
  });
  registry.addResourceType({
    resourceRef: bookingResourceRef,
    permissions: reservationsBookingPermissions,
    rules: bookingRules,
    getResources: async ids => {
      const known = await inventory.latest();
      const found = await bookings.getMany(ids);
      const byId = new Map(found.map(booking => [booking.id, booking]));
      return ids.map(id => {
        const booking = byId.get(id);
        return booking && subjectOf(booking, known);
      });
    },
  });
  registry.addResourceType({
    resourceRef: projectResourceRef,
    permissions: reservationsProjectPermissions,
    rules: projectRules,
    getResources: async ids => {
      const known = await inventory.latest();
      const found = await projects.getMany(ids);
      return ids.map(id => {
        const project = found.find(one => one.id === id);
        return project && projectSubject(project, known);
      });
    },
  });
}
