import type { Inventory } from '../domain/Inventory';
import { MINUTE_MS } from '../domain/intervals';
import { type DemoBooking, Diary } from './Diary';
import { type DemoFile, refOf } from './demoFile';
import { seededRandom } from './seededRandom';

const QUARTER_MS = 15 * MINUTE_MS;
const SEED = 20_261_120;

/**
 * Bookings from 60 days before to 45 days after `now`, as the file describes
 * them: the same for the same file, inventory and `now`, but for their ids. No
 * two of them overlap on a resource, setup and teardown included, in the past
 * no more than in the future.
 */
export function generateBookings(options: {
  file: DemoFile;
  inventory: Inventory;
  /** Epoch milliseconds. */
  now: number;
}): DemoBooking[] {
  const { file, inventory, now } = options;
  const diary = Diary.create(inventory, now, seededRandom(SEED));
  const quarter = now - (now % QUARTER_MS);
  for (const one of file.now) {
    const start = quarter + one.startsIn * MINUTE_MS;
    diary.enter({
      ...one,
      resource: inventory.resourceByRef(refOf(one.resource))!,
      time: { start, end: start + one.lasts * MINUTE_MS },
    });
  }
  for (const pattern of file.patterns) {
    const resources = [...inventory.resources()]
      .filter(resource => resource.type.name === pattern.type)
      .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
    for (const resource of resources) {
      diary.use(resource, pattern);
    }
  }
  return diary.bookings;
}
