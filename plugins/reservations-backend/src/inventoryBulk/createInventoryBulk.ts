import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { People } from '../people/People';
import { createAccessDecider } from '../permissions/accessDecider';
import type { AuthorizedServices, ReservationsServices } from '../services';
import { AuthorizedInventoryBulk } from './AuthorizedInventoryBulk';

export function createInventoryBulk(options: {
  services: ReservationsServices;
  authorized: AuthorizedServices;
  permissions: PermissionsService;
  people: People;
  checkBody: BodyChecker;
}): AuthorizedInventoryBulk {
  const { services, authorized, permissions, people, checkBody } = options;
  return AuthorizedInventoryBulk.create({
    importer: services.importer,
    sites: authorized.sites,
    types: authorized.types,
    resources: authorized.resources,
    inventory: services.inventory,
    access: createAccessDecider(permissions),
    people,
    checkBody,
  });
}
