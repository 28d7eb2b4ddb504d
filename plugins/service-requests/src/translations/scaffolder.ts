export const scaffolder = {
  'scaffolder.required': 'Required',
  'scaffolder.environment.title': 'Environment',
  'scaffolder.environment.hint': 'Where the service is to run.',
  'scaffolder.environment.placeholder': 'Choose an environment',
  'scaffolder.environment.none':
    'There is no environment in which you may request anything.',
  'scaffolder.environment.production': 'Production',
  'scaffolder.environment.reviewers': 'approvals: {{reviewers}}',
  'scaffolder.environment.endDate': 'needs an end date',
  'scaffolder.region.title': 'Regions',
  'scaffolder.region.hint': 'It is made in each of them.',
  'scaffolder.region.noEnvironment':
    'Choose an environment first: its regions come here.',
  'scaffolder.service.title': 'Service',
  'scaffolder.service.hint': 'Services that you may change.',
  'scaffolder.service.placeholder': 'Find a service',
  'scaffolder.service.none':
    'There is no service here for which you may request this.',
  'scaffolder.parameters.title': 'Settings',
  'scaffolder.parameters.noService':
    'Choose a service first: what can be changed comes here.',
  'scaffolder.parameters.none': 'There is nothing to fill in.',
} as const;
