import type { JsonObject } from '@backstage/types';
import type {
  BookingStatus,
  Notice,
  PolicyOverride,
} from '@callboard/backstage-plugin-reservations-common';
import type { BufferedUnit } from '../domain/buffers';
import type { Approval } from '../domain/standing';

/** One of a booking's resources, with the buffers it was booked with. */
export interface BookedUnit extends BufferedUnit {
  units: number;
}

/** That a no-show does not count any more; `at` in epoch milliseconds. */
export interface NoShowWaiver {
  by: string;
  at: number;
  reason?: string;
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
  /** Whether it has been handed on since it was made. */
  transferred: boolean;
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
  /** Code of the project it is charged to. */
  project?: string;
  seriesId?: string;
  /** The start its series gave it, epoch milliseconds. */
  occurrenceAt?: number;
  /** When it lapses while pending, or is given up unless somebody checks in. */
  expiresAt?: number;
  checkedInAt?: number;
  /** When it is next ended for the night. */
  offHoursAt?: number;
  /** When to tell that it will be, until it is told. */
  offHoursWarnAt?: number;
  /** The night for which somebody has kept it. */
  offHoursKeptUntil?: number;
  /** Who must decide on it or did, where somebody must. */
  approval?: Approval;
  /** Nobody came, and it does not count. */
  noShowWaived?: NoShowWaiver;
  policyOverride?: PolicyOverride;
  /** The waitlist entry that it is held for: no booking yet. */
  holdOf?: string;
  notices: Notice[];
  createdAt: number;
  updatedAt: number;
}
