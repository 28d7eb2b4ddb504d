import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { createAccessDecider } from '../permissions/accessDecider';
import { ReportMaker } from '../reports/ReportMaker';
import { ReportStore } from '../reports/ReportStore';
import type { AuthorizedServices, ReservationsServices } from '../services';
import { WebhookDeliveries } from '../timeline';
import { AuthorizedOverview } from './AuthorizedOverview';

export function createOverview(options: {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  permissions: PermissionsService;
  services: ReservationsServices;
  authorized: AuthorizedServices;
}): AuthorizedOverview {
  const { permissions, services, authorized } = options;
  const { database, inventory, claims } = services;
  return AuthorizedOverview.create({
    access: createAccessDecider(permissions),
    inventory,
    database,
    claims,
    reports: ReportMaker.create({ database, store: ReportStore.create() }),
    bookings: authorized.bookings,
    waitlist: authorized.waitlist,
    problems: authorized.problems,
    deliveries: WebhookDeliveries.create(options),
  });
}
