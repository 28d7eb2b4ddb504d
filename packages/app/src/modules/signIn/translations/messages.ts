/** Every string of the sign-in page, in English. */
export const messages = {
  'persona.heading': 'Sign in as',
  'persona.intro':
    'Demo people of a development portal: pick one, there is no password.',
  'persona.signInAs': 'Sign in as {{title}}',
  'persona.role': 'Role: {{role}}',
  'persona.try': 'Try: {{what}}',
  'account.heading': 'Sign in',
  'account.intro':
    'Reserve shared resources and request cloud services with your account.',
  'account.continue': 'Continue with {{provider}}',
  'refused.title': 'Not signed in',
  'refused.unknown':
    'Your account is not known to this portal. If it is new, try again in a minute; otherwise ask an administrator for access.',
  'refused.unavailable':
    '{{provider}} does not answer at the moment. Try again in a little while.',
  'refused.clock':
    'The clocks of {{provider}} and of this portal differ too much. An administrator has to set them right.',
  'refused.other':
    'Signing in with {{provider}} did not come to its end. Nothing was changed; try again.',
  'refused.tooMany': 'Too many attempts. Try again in a minute.',
  pending: 'Signing in…',
  loading: 'Loading',
  'none.title': 'This portal has no way to sign in',
  'none.text': 'Its configuration names no sign-in provider.',
  'silent.title': 'The portal does not answer',
  'silent.text': 'Its backend may still be starting. {{reason}}',
  retry: 'Try again',
} as const;
