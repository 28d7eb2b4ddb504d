export const scaffolder = {
  'scaffolder.required': 'Required',
  'scaffolder.resource.title': 'Resource',
  'scaffolder.resource.hint': 'What you may book, and whether it is free now.',
  'scaffolder.resource.placeholder': 'Find a resource',
  'scaffolder.resource.none': 'There is nothing here that you may book.',
  'scaffolder.slot.title': 'When',
  'scaffolder.slot.noResource':
    'Choose a resource first: its free times come here.',
  'scaffolder.slot.proposals': 'Free times',
  'scaffolder.slot.noneFree':
    'Nothing of this length is free in the next {{days}} days. Try a shorter one.',
  'scaffolder.slot.choose': 'Choose one of the free times, or give your own.',
  'scaffolder.slot.checking': 'Checking…',
  'scaffolder.slot.fits': 'Free: it can be booked.',
  'scaffolder.slot.invalid': 'The end must be after the start.',
  'scaffolder.slot.taken': 'This time is taken. Choose a free one.',
  'scaffolder.slot.denied': 'A rule does not allow this booking.',
} as const;
