export const members = {
  'members.title': 'Members and administrators',
  'members.hint.public':
    'Everybody who may sign in sees this site. Its administrators change it and what stands there.',
  'members.hint.members':
    'Only these people and groups see this site. Its administrators change it and what stands there.',
  'members.notLoaded': 'The members could not be loaded.',
  'members.empty': 'Nobody yet',
  'members.emptyText':
    'People and groups appear here once they are added, with since when.',
  'members.search': 'Search by name',
  'members.nothingFound': 'Nobody of that name.',
  'members.role.admin': 'Administrator',
  'members.role.member': 'Member',
  'members.since': 'since {{day}}',
  'members.chooseAll_one': 'Select all {{count}}',
  'members.chooseAll_other': 'Select all {{count}}',
  'members.chosen_one': '{{count}} selected',
  'members.chosen_other': '{{count}} selected',
  'members.add': 'Add people',
  'members.addTo': 'Add people to {{site}}',
  'members.paste': 'People and groups',
  'members.pasteHint':
    'Paste a list: e-mail addresses, user names or references such as user:default/researcher. New lines, commas or spaces between.',
  'members.pick': 'Or pick them',
  'members.as': 'Add as',
  'members.asMember': 'Members: they see the site and book there',
  'members.asAdmin':
    'Administrators: they change the site, its resources and everybody’s bookings there',
  'members.looking': 'Looking them up…',
  'members.lookupFailed':
    'The catalog could not be asked. Try again in a moment.',
  'members.recognised_one': '{{count}} recognised: {{names}}',
  'members.recognised_other': '{{count}} recognised: {{names}}',
  'members.notRecognised': 'Not recognised',
  'members.unknown.email': 'Nobody in the catalog has this e-mail address.',
  'members.unknown.name': 'No person or group in the catalog has this name.',
  'members.unknown.ref': 'The catalog does not know this reference.',
  'members.unknown.invalid':
    'Neither an e-mail address, nor a name, nor a reference to a person or group.',
  'members.unknown.several':
    'There are several of these. Write the whole reference.',
  'members.submit_one': 'Add {{count}} person or group',
  'members.submit_other': 'Add {{count}} people and groups',
  'members.notAdded': 'Nobody was added',
  'members.report': 'What became of each',
  'members.reportOn': 'Added to {{site}}',
  'members.outcome.added': 'Added',
  'members.outcome.removed': 'Removed',
  'members.outcome.unchanged': 'Already so',
  'members.outcome.failed': 'Failed',
  'members.addOthers': 'Add others',
  'members.correct': 'Correct what failed',
  'members.dismiss': 'Dismiss report',
  'members.remove': 'Remove',
  'members.removeQuestion_one': 'Remove {{count}} from {{site}}?',
  'members.removeQuestion_other': 'Remove {{count}} from {{site}}?',
  'members.more': 'and {{number}} more',
  'members.removeText.public':
    'They still see the site, as everybody does. Their bookings stay.',
  'members.removeText.members':
    'They no longer see the site, unless through a group that stays. Their bookings stay.',
  'members.removesAdmins_one':
    '{{count}} of them administers the site, and may then no longer change anything here.',
  'members.removesAdmins_other':
    '{{count}} of them administer the site, and may then no longer change anything here.',
} as const;
