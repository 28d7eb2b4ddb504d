/** What rules say, by the `code` of a verdict and its facts. */
export const verdicts = {
  'verdict.too_long': '{{title}} is booked for at most {{length}} at a time.',
  'verdict.too_short': '{{title}} is booked for at least {{length}}.',
  'verdict.too_soon': '{{title}} must be booked at least {{length}} ahead.',
  'verdict.too_far_ahead_one':
    '{{title}} can be booked at most {{count}} day ahead.',
  'verdict.too_far_ahead_other':
    '{{title}} can be booked at most {{count}} days ahead.',
  'verdict.resource_maintenance': '{{title}} is in maintenance.',
  'verdict.resource_unavailable': '{{title}} is unavailable.',
  'verdict.resource_archived': '{{title}} is archived.',
  'verdict.partOf': '{{title}} is part of {{cause}}.',
  'verdict.reason': '{{reason}}.',
  'verdict.maintenance_window':
    '{{title}} is in maintenance until {{until}} ({{what}}).',
  'verdict.outside_opening_hours.within':
    '{{title}} can be used while {{site}} is open.',
  'verdict.outside_opening_hours.edges':
    'A booking of {{title}} begins and ends while {{site}} is open.',
  'verdict.opens': 'It opens {{at}}.',
  'verdict.closes': 'It closes {{at}}.',
  'verdict.closed': 'It is closed for all of that time.',
  'verdict.approval_needed': 'Bookings of {{title}} need approval.',
  'verdict.approval_needed.over':
    'Bookings of {{title}} of more than {{length}} need approval.',
  'verdict.approval_while_in_use':
    'A booking that has begun cannot wait for approval.',
  'verdict.no_time_to_approve': 'What needs approval cannot begin at once.',
  'verdict.too_many_no_shows':
    'After no-shows ({{n}}) {{title}} cannot be booked until {{until}}.',
  'verdict.access_ends': 'Your access to {{title}} ends {{until}}.',
  'verdict.access_ends.of':
    'The access of {{person}} to {{title}} ends {{until}}.',
  'verdict.outside_access':
    'Your access to {{title}} is from {{from}} until {{until}}.',
  'verdict.outside_access.of':
    'The access of {{person}} to {{title}} is from {{from}} until {{until}}.',
  'verdict.no_access': 'You have no access to {{title}}.',
  'verdict.no_access.of':
    '{{person}} has no access to {{title}}, so it cannot be booked for them.',
  'verdict.project_required': '{{title}} is booked on a project only.',
  'verdict.project_unknown':
    'There is no project {{project}} that this may be charged to.',
  'verdict.project_archived': '{{project}} is archived.',
  'verdict.project_not_begun': '{{project}} begins {{from}}.',
  'verdict.project_ended':
    '{{project}} ends {{until}}, and a booking must be over by then.',

  'verdict.project_elsewhere':
    '{{project}} pays for what is on {{site}}, and {{title}} is on {{elsewhere}}.',
  'verdict.project_currency':
    'This costs {{amount}}, and {{project}} pays in {{currency}}.',
  'verdict.project_overdrawn':
    'This takes {{amount}}, and {{project}} has {{left}} of {{total}} left.',
  'verdict.project_remaining': 'Remaining after this: {{left}} of {{total}}.',

  'verdict.quota':
    '{{who}} may have {{amount}} of {{title}}{{when}}: {{used}} booked {{that}}, and this takes {{wanted}} more.',
  'verdict.quota.owner': 'Everybody',
  'verdict.quota.group': 'The people of {{who}} together',
  'verdict.quota.project': 'Project {{who}}',
  'verdict.quota.bookings_one': '{{count}} booking',
  'verdict.quota.bookings_other': '{{count}} bookings',
  'verdict.quota.hours_one': '{{count}} h',
  'verdict.quota.hours_other': '{{count}} h',
  'verdict.quota.units_one': '{{count}} unit at a time',
  'verdict.quota.units_other': '{{count}} units at a time',
  'verdict.quota.each.day': ' a day',
  'verdict.quota.each.week': ' a week',
  'verdict.quota.each.month': ' a month',
  'verdict.quota.in.future': 'ahead',
  'verdict.quota.in.day': 'on {{from}}',
  'verdict.quota.in.week': 'in the week of {{from}}',
  'verdict.quota.in.month': 'in the month from {{from}}',

  'verdict.certification_undefined':
    '{{title}} asks for the certification {{certification}}, which nobody has defined.',
  'verdict.certification_of_person':
    '{{title}} asks for the certification {{certification}}, which a person holds and {{person}} cannot.',
  'verdict.certification_expired':
    '{{title}} needs {{certification}} until the end of the booking, and that of {{person}} expired {{until}}.',
  'verdict.certification_expires':
    '{{title}} needs {{certification}} until the end of the booking, and that of {{person}} expires {{until}}.',
  'verdict.certification_not_begun':
    '{{title}} needs {{certification}}, and that of {{person}} begins {{from}}.',
  'verdict.certification_revoked':
    '{{title}} needs {{certification}}, and that of {{person}} has been revoked.',
  'verdict.certification_missing':
    '{{title}} needs {{certification}}, which {{person}} does not hold.',

  'verdict.passes.atMost': '{{length}} or less',
  'verdict.passes.atLeast': '{{length}} or more',
  'verdict.passes.startFrom': 'a start from {{from}}',
  'verdict.passes.startUntil': 'a start until {{until}}',
  'verdict.passes.endUntil': 'an end until {{until}}',
  'verdict.passes.within': 'a time from {{from}} until {{until}}',
  'verdict.passes.ownProject': 'a project that you hold',
  'verdict.passes.otherProject': 'another project',
  'verdict.passes.otherResource': 'another resource',
  'verdict.passes.onceActive': 'any time once {{cause}} is active again',
  'verdict.passes.access': 'membership of its site, or an access grant',
  'verdict.passes.waived':
    'from {{until}}, or once an admin of {{site}} waives one',
  'verdict.passes.onSite': 'something on {{site}}, or another project',
  'verdict.passes.inCurrency': 'a project that pays in {{currency}}',
  'verdict.passes.quota': 'at most {{left}} {{that}}',
  'verdict.passes.quota.future': 'a booking once another one is over',
  'verdict.passes.quota.day': 'another day',
  'verdict.passes.quota.week': 'another week',
  'verdict.passes.quota.month': 'another month',
  'verdict.passes.define':
    'an admin of {{site}} defines {{certification}}, or takes it out of the rules',
  'verdict.passes.certifiedPerson':
    'a booking that belongs to a certified person',
  'verdict.passes.grantedBy': '{{certification}}, which {{by}} can grant',
  'verdict.passes.granted':
    '{{certification}}, which an administrator can grant',
} as const;
