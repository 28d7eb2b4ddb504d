import { waitlistEventType } from './define';
import { waitlistData, waitlistOfferExample } from './examples';

export const waitlistOffered = waitlistEventType({
  type: 'waitlist.offered',
  title: 'Time is held',
  description:
    'Time that somebody waited for became free and is held for them, until they answer or the offer lapses.',
  example: waitlistData(
    { status: 'offered', version: 2 },
    { offer: waitlistOfferExample },
  ),
});
