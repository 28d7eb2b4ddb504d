import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { People } from '../people/People';
import { createAccessDecider } from '../permissions/accessDecider';
import type { AuthorizedServices, ReservationsServices } from '../services';
import { AuthorizedLeaving } from './AuthorizedLeaving';
import { CommitmentsService } from './CommitmentsService';
import { CommitmentsStore } from './CommitmentsStore';
import { OffboardService } from './OffboardService';

/** What becomes of things when their people leave. */
export function createLeaving(options: {
  authorized: Pick<AuthorizedServices, 'bookings'>;
  logger: LoggerService;
  people: People;
  permissions: PermissionsService;
  services: ReservationsServices;
}): AuthorizedLeaving {
  const { authorized, logger, people, permissions, services } = options;
  const { database, bookings, accessGrants: grants } = services;
  const { sshKeys, feedTokens, inventory, siteMembers } = services;
  const store = new CommitmentsStore();
  const shared = { database, store, grants, sshKeys, feedTokens, people };
  return AuthorizedLeaving.create({
    access: createAccessDecider(permissions),
    commitments: CommitmentsService.create({ ...shared, bookings, inventory }),
    offboarding: OffboardService.create({
      ...shared,
      bookings,
      authorizedBookings: authorized.bookings,
      members: siteMembers,
      logger,
    }),
  });
}
