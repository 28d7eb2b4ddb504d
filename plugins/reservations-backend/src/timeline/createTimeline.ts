import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';
import { createAccessDecider } from '../permissions/accessDecider';
import type { ReservationsServices } from '../services';
import { AuthorizedTimeline } from './AuthorizedTimeline';
import { WebhookDeliveries } from './WebhookDeliveries';

/** The timeline of bookings, with what other plugins know of them. */
export function createTimeline(options: {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  permissions: PermissionsService;
  services: ReservationsServices;
  notificationsOf: (event: DomainEvent) => Promise<EventNotification[]>;
}): AuthorizedTimeline {
  const { services, permissions, notificationsOf } = options;
  return AuthorizedTimeline.create({
    inner: services.bookings,
    access: createAccessDecider(permissions),
    inventory: services.inventory,
    database: services.database,
    deliveries: WebhookDeliveries.create(options),
    notificationsOf,
  });
}
