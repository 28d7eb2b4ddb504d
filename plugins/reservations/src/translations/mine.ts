export const mine = {
  'mine.sections': 'My bookings',
  'mine.current': 'Current',
  'mine.upcoming': 'Upcoming',
  'mine.past': 'Past',
  'mine.notLoaded': 'Your bookings could not be loaded.',
  'mine.empty.current': 'Nothing of yours is running',
  'mine.emptyHint.current':
    'A booking appears here from its start until its end, to be released early when you are done.',
  'mine.empty.upcoming': 'You have nothing booked',
  'mine.emptyHint.upcoming':
    'Bookings to come appear here, to be moved, changed or cancelled.',
  'mine.empty.past': 'You have not booked anything yet',
  'mine.emptyHint.past':
    'Bookings that are over appear here, to be booked again with one click.',
  'mine.book': 'Book a resource',
  'mine.for': 'For',
  'mine.again': 'Book again',
  'mine.againNamed': 'Book again: {{title}}',
  'mine.show': 'Show in calendar',
  'mine.showNamed': 'Show in calendar: {{title}}',
} as const;
