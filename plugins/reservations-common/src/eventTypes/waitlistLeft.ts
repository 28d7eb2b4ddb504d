import { waitlistEventType } from './define';
import { waitlistData } from './examples';

export const waitlistLeft = waitlistEventType(
  {
    type: 'waitlist.left',
    title: 'Somebody waits no more',
    description:
      'Somebody left the waitlist without an offer, or the time they waited for has come.',
    example: waitlistData(
      { status: 'withdrawn', version: 2 },
      { reason: 'withdrawn' },
    ),
  },
  { reason: { enum: ['withdrawn', 'expired'] } },
);
