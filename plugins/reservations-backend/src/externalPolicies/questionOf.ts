import { toInstant } from '@callboard/backend-database';
import type {
  AskedBooking,
  BookingQuestion,
} from '@callboard/backstage-plugin-reservations-node';
import type { BookingPlan } from '../domain/planBooking';

/** What is asked, besides what a plan says. */
export interface About extends Omit<BookingQuestion, 'booking' | 'resources'> {
  booking: Partial<Omit<AskedBooking, 'start' | 'end'>> & { owner: string };
}

/** What policies that are not ours are asked about a plan. */
export function questionOf(
  { booked, time }: BookingPlan,
  { booking, ...about }: About,
): BookingQuestion {
  const { id, title, purpose, timeZone, owner, project } = booking;
  return {
    ...about,
    booking: {
      ...{ id, title, purpose, timeZone, owner, project },
      start: toInstant(time.start),
      end: toInstant(time.end),
      participants: booking.participants ?? [],
      parameters: booking.parameters ?? {},
    },
    resources: booked.map(({ resource, units }) => ({
      entityRef: resource.entityRef,
      title: resource.title,
      siteRef: resource.site.entityRef,
      type: resource.type.name,
      attributes: resource.attributes,
      units,
    })),
  };
}
