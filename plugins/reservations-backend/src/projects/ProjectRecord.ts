import type { Budget } from '../domain/projectBudget';

/** A project as it is stored; instants are epoch milliseconds. */
export interface ProjectRecord {
  id: string;
  version: number;
  /** What bookings name it by; never changes. */
  code: string;
  title: string;
  description?: string;
  /** The only site it pays for, and whose admins look after it. */
  siteId?: string;
  /** Entity refs of users and groups, sorted. */
  holders: string[];
  from: number;
  until?: number;
  budget: Budget;
  archived: boolean;
  createdAt: number;
  updatedAt: number;
}
