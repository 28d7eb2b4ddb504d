import type { ProblemStatus } from '@callboard/backstage-plugin-reservations-common';

/** What somebody found wrong, as it is stored; instants are epoch milliseconds. */
export interface ProblemRecord {
  id: string;
  version: number;
  resource: { id: string; entityRef: string; title: string };
  siteId: string;
  siteRef: string;
  bookingId?: string;
  title: string;
  description?: string;
  status: ProblemStatus;
  reportedBy: string;
  handledBy?: string;
  resolution?: string;
  maintenanceId?: string;
  createdAt: number;
  updatedAt: number;
  resolvedAt?: number;
}
