import type { JsonObject } from '@backstage/types';
import type {
  BookingStatus,
  Notice,
} from '@callboard/backstage-plugin-reservations-common';
import type { BufferedUnit } from '../domain/buffers';

/** One of a booking's resources, with the buffers it was booked with. */
export interface BookedUnit extends BufferedUnit {
  units: number;
}

/** A booking as it is stored; instants are epoch milliseconds. */
export interface BookingRecord {
  id: string;
  version: number;
  title: string;
  purpose?: string;
  startAt: number;
  endAt: number;
  timeZone: string;
  status: BookingStatus;
  statusReason?: string;
  owner: string;
  bookedBy: string;
  /** The longest of its resources. */
  setupMinutes: number;
  /** The longest of its resources. */
  teardownMinutes: number;
  /** The site of its first resource. */
  siteId: string;
  /** Whether other resources are of other sites. */
  multiSite: boolean;
  resources: BookedUnit[];
  participants: string[];
  parameters: JsonObject;
  notices: Notice[];
  createdAt: number;
  updatedAt: number;
}
