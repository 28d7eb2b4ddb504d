import type { World } from '../world';
import { bookingStory } from './bookings';
import { inventoryStory } from './inventory';
import { outOfServiceStory } from './outOfService';
import { peopleStory } from './people';
import { standingStory } from './standing';
import { waitlistStory } from './waitlist';

/** All together make everything happen that reservations tell of. */
export const stories: readonly ((world: World) => Promise<void>)[] = [
  inventoryStory,
  bookingStory,
  standingStory,
  waitlistStory,
  outOfServiceStory,
  peopleStory,
];
