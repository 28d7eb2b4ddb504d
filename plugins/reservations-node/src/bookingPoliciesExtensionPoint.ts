import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { BookingPolicy } from './BookingPolicy';

/** Where a backend module adds policies of its own. */
export interface BookingPoliciesExtensionPoint {
  /** @throws Error where another policy has that name already. */
  addPolicy(policy: BookingPolicy): void;
}

export const bookingPoliciesExtensionPoint =
  createExtensionPoint<BookingPoliciesExtensionPoint>({
    id: 'reservations.booking-policies',
  });
