import type { Inventory, ResourceFacts } from '../../domain/Inventory';
import type { BookingRecord } from '../BookingRecord';

/** What the inventory says of a booking's resources. */
export function bookedFacts(
  { resources }: Pick<BookingRecord, 'resources'>,
  inventory: Inventory,
): ResourceFacts[] {
  return resources.flatMap(({ id }) => inventory.resource(id) ?? []);
}
