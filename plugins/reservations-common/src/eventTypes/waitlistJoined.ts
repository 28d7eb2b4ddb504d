import { waitlistEventType } from './define';
import { waitlistData } from './examples';

export const waitlistJoined = waitlistEventType({
  type: 'waitlist.joined',
  title: 'Somebody waits',
  description:
    'Somebody waits for a resource, or any of a type, to become free.',
  example: waitlistData(),
});
