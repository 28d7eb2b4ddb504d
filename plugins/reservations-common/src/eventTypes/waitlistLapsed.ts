import { waitlistEventType } from './define';
import { waitlistData, waitlistOfferExample } from './examples';

export const waitlistLapsed = waitlistEventType(
  {
    type: 'waitlist.lapsed',
    title: 'Offer over',
    description:
      'What was held is given to whoever is next: it was declined, not answered in time, or not wanted any more.',
    example: waitlistData(
      { status: 'lapsed', version: 3 },
      { offer: waitlistOfferExample, reason: 'unanswered' },
    ),
  },
  { reason: { enum: ['declined', 'unanswered', 'withdrawn'] } },
);
