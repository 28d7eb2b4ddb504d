import type { ProvisioningStatus } from '@callboard/backstage-plugin-reservations-common';

/** The latest word on one step; instants are epoch milliseconds. */
export interface StepRecord {
  bookingId: string;
  endpointId: string;
  endpointTitle: string;
  /** Absent where it is about the whole booking. */
  resourceRef?: string;
  status: ProvisioningStatus;
  message?: string;
  /** How to get in; not for everybody. */
  access?: Record<string, string>;
  at: number;
}

/** What a report says, whether or not it comes to count. */
export interface ReportRecord extends StepRecord {
  reportId: string;
  deliveryId: string;
}
