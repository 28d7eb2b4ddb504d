import type { JsonObject } from '@backstage/types';
import type { WaitlistStatus } from '@callboard/backstage-plugin-reservations-common';

/** Somebody who waits for time; instants are epoch milliseconds. */
export interface WaitlistEntryRecord {
  id: string;
  version: number;
  /** Whoever is lower came first. */
  place: number;
  owner: string;
  bookedBy: string;
  /** Absent where any of the type in the site will do. */
  resourceId?: string;
  typeId: string;
  siteId: string;
  units: number;
  /** The booking is to lie within these. */
  from: number;
  until: number;
  lengthMs: number;
  timeZone: string;
  title: string;
  purpose?: string;
  parameters: JsonObject;
  participants: string[];
  project?: string;
  status: WaitlistStatus;
  statusReason?: string;
  offeredAt?: number;
  /** When the offer lapses unless it is answered. */
  offerUntil?: number;
  /** The hold while it is offered, the booking once it is accepted. */
  bookingId?: string;
  createdAt: number;
  updatedAt: number;
}

/** Whether it waits or has an offer to answer. */
export function isOpen({ status }: Pick<WaitlistEntryRecord, 'status'>) {
  return status === 'waiting' || status === 'offered';
}
