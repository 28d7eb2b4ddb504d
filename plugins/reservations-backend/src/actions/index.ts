import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { AuthorizedAvailability } from '../availability/AuthorizedAvailability';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import { registerCancelBooking } from './cancelBooking';
import { registerCreateBooking } from './createBooking';
import { registerFindSlots } from './findSlots';
import { registerListBookings } from './listBookings';

/** What actions are made of: the same services that HTTP requests reach. */
export interface ActionDependencies {
  bookings: AuthorizedBookings;
  availability: AuthorizedAvailability;
  /** The checks that a body passes over HTTP. */
  checkBody: BodyChecker;
}

/** Offers the plugin's operations to templates and agents. */
export function registerActions(
  registry: ActionsRegistryService,
  dependencies: ActionDependencies,
): void {
  registerCreateBooking(registry, dependencies);
  registerCancelBooking(registry, dependencies);
  registerFindSlots(registry, dependencies);
  registerListBookings(registry, dependencies);
}
