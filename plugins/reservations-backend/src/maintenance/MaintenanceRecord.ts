import type { MaintenanceStatus } from '@callboard/backstage-plugin-reservations-common';

/** A maintenance window as it is stored; instants are epoch milliseconds. */
export interface MaintenanceRecord {
  id: string;
  version: number;
  resource: { id: string; entityRef: string; title: string };
  siteId: string;
  siteRef: string;
  from: number;
  /** Not included. */
  until: number;
  title: string;
  reason?: string;
  status: MaintenanceStatus;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
}

export function isOver({ status }: Pick<MaintenanceRecord, 'status'>): boolean {
  return status === 'ended' || status === 'cancelled';
}
