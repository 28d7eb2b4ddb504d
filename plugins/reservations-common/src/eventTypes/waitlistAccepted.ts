import { waitlistEventType } from './define';
import { waitlistData, waitlistOfferExample } from './examples';

export const waitlistAccepted = waitlistEventType({
  type: 'waitlist.accepted',
  title: 'Offer accepted',
  description:
    'What was held became a booking, which is announced as created too.',
  example: waitlistData(
    { status: 'accepted', version: 3 },
    { offer: waitlistOfferExample },
  ),
});
