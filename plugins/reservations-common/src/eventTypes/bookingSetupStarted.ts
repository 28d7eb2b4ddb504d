import { bookingEventType } from './define';
import { bookingData } from './examples';
import { flag } from './schemas';

export const bookingSetupStarted = bookingEventType(
  {
    type: 'booking.setup_started',
    title: 'Setup begins',
    description:
      'The setup of the resources begins: from now on they are to be prepared. Only for resources whose type has a setup time; a booking whose resources take different times has one such event for each instant.',
    example: bookingData(),
  },
  {
    late: {
      ...flag,
      description:
        'It was due more than 5 seconds before: nobody was there, or it was booked at short notice',
    },
  },
);
