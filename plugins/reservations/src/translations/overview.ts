export const overview = {
  'overview.notLoaded': 'The overview could not be loaded.',
  'overview.needs': 'Needs you',
  'overview.needs.nothing': 'Nothing waits for you.',
  'overview.needs.offers_one':
    '{{count}} slot is held for you: accept or decline it',
  'overview.needs.offers_other':
    '{{count}} slots are held for you: accept or decline them',
  'overview.needs.checkIns_one': '{{count}} booking to check in to',
  'overview.needs.checkIns_other': '{{count}} bookings to check in to',
  'overview.needs.approvals_one': '{{count}} booking waits for your approval',
  'overview.needs.approvals_other': '{{count}} bookings wait for your approval',
  'overview.needs.problems_one': '{{count}} problem reported',
  'overview.needs.problems_other': '{{count}} problems reported',
  'overview.needs.failed_one':
    '{{count}} webhook delivery failed since yesterday',
  'overview.needs.failed_other':
    '{{count}} webhook deliveries failed since yesterday',
  'overview.mine': 'My bookings',
  'overview.mine.counts': '{{active}} under way, {{upcoming}} to come',
  'overview.mine.all': 'All of them',
  'overview.mine.nothing': 'You have nothing booked.',
  'overview.free': 'Free now',
  'overview.free.board': 'On the board',
  'overview.free.of': '{{free}} of {{total}}',
  'overview.free.nothing': 'There is nothing to book here.',
  'overview.use': 'How busy it is',
  'overview.use.today': 'Today',
  'overview.use.week': 'Last seven days',
  'overview.use.trend': 'The last thirty days, day by day',
  'overview.use.explained':
    'Booked time of what you may see, as a share of all the time there is; setup and clean-up are left out.',
  'overview.team': 'Your team',
  'overview.team.report': 'The whole report',
  'overview.team.hours': 'Booked in the last seven days',
  'overview.team.bookings': 'Bookings',
  'overview.team.explained':
    'What the people and groups that you lead booked, counted in units.',
} as const;
