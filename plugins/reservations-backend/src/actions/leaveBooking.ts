import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer } from './schemas';

export function registerLeaveBooking(
  registry: ActionsRegistryService,
  { participation, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'leave-booking',
    title: 'Take part in a booking no longer',
    description:
      'Takes the caller off the participants of a booking; its time stays.',
    destructive: true,
    idempotent: false,
    id: 'Id of the booking',
    output: bookingAnswer,
    act: async (id, _, context) => ({
      booking: describeBooking(await participation.leave(id, context)),
    }),
  });
}
