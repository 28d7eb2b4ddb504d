import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import { BookingRights } from '../bookings/BookingRights';
import type { BookingStore } from '../bookings/BookingStore';
import type { ClaimStore } from '../bookings/ClaimStore';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { People } from '../people/People';
import { WaitlistEngine } from './WaitlistEngine';
import { type CallerOf, WaitlistPromoter } from './WaitlistPromoter';
import { WaitlistService } from './WaitlistService';
import { WaitlistStore } from './WaitlistStore';

/** The waitlist's parts; without `people` everybody may have everything. */
export function createWaitlist(options: {
  database: Database;
  bookings: BookingStore;
  claims: ClaimStore;
  inventory: InventoryCache;
  transaction: ClaimTransaction;
  maxBookingDays: number;
  people?: People;
  logger: LoggerService;
}) {
  const { people, inventory } = options;
  const rights = people && BookingRights.create({ inventory, people });
  const callerOf: CallerOf = async (owner, resources) =>
    rights ? rights.ofWaiting(owner, resources) : { owner };
  const waitlist = new WaitlistStore();
  const promoter = WaitlistPromoter.create({ ...options, waitlist, callerOf });
  const service = WaitlistService.create({ ...options, waitlist, promoter });
  return {
    freed: promoter,
    waitlist: service,
    waitlistEngine: WaitlistEngine.create({
      ...options,
      waitlist,
      service,
      promoter,
    }),
  };
}
