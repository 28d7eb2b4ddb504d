import type { ProvisioningReport } from '@callboard/backstage-plugin-reservations-common';

/** Whose report it may be, and what it may be about. */
export interface CallbackTarget {
  endpointId: string;
  endpointTitle: string;
  /** In the clear; every one that is valid now. */
  secrets: string[];
}

export interface DeliveryTarget extends CallbackTarget {
  deliveryId: string;
  /** Absent where the delivery's event is not about a booking. */
  bookingId?: string;
  /** The resource that the delivery was about, where it was about one. */
  resourceRef?: string;
}

/** What a report names by the numbers of the older service. */
export interface LegacyReference {
  endpointId: string;
  bookingAlias: number;
  resourceAlias?: number;
}

/** Finds what was sent to whom. */
export interface CallbackTargets {
  find(deliveryId: string): Promise<DeliveryTarget | undefined>;
  findEndpoint(alias: number): Promise<CallbackTarget | undefined>;
  /** Undefined where that endpoint was told of no such booking. */
  findBooking(
    reference: LegacyReference,
  ): Promise<Pick<DeliveryTarget, 'bookingId' | 'resourceRef'> | undefined>;
}

/** Passes a report on to where bookings are. */
export interface ProvisioningReporter {
  /**
   * @throws NotFoundError where there is no such booking, and
   * ServiceUnavailableError where it may be tried again
   */
  report(bookingId: string, report: ProvisioningReport): Promise<void>;
}

/** A request as it arrived. */
export interface RawCallback {
  headers: Record<string, string | string[] | undefined>;
  rawBody: Buffer;
}
