import type { BookingStatus } from './types';

/** Statuses in which a booking holds its time against others. */
export const HOLDING_STATUSES = ['pending', 'confirmed', 'active'] as const;

/** Statuses that hold, or once held, time: what a calendar draws. */
export const CALENDAR_STATUSES = [
  'pending',
  'confirmed',
  'active',
  'completed',
  'released',
] as const;

/** Whether nothing can happen to a booking in this status any more. */
export function isTerminal(status: BookingStatus): boolean {
  return !(HOLDING_STATUSES as readonly string[]).includes(status);
}
