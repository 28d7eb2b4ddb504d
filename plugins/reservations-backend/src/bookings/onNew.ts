import { ACTIONS } from './decidedViews';

/** What is asked of somebody who books, and then shown what they may do. */
export const ON_NEW = [
  ...new Set(Object.values(ACTIONS)),
  'bookingRead' as const,
  'resourceRead' as const,
  'bookingCreate' as const,
  'bookingCreateOnBehalf' as const,
  'policyOverride' as const,
];
