export const keys = {
  'keys.title': 'SSH keys',
  'keys.hint':
    'Machines you book can let you in with these. Only endpoints that set up access receive them.',
  'keys.notLoaded': 'Your SSH keys could not be loaded.',
  'keys.empty': 'You have no SSH keys',
  'keys.emptyHint':
    'Add a public key, and what you book can let you in without a password.',
  'keys.add': 'Add SSH key',
  'keys.publicKey': 'Public key',
  'keys.publicKeyHint': 'One line, as in ~/.ssh/id_ed25519.pub',
  'keys.name': 'Name',
  'keys.nameHint': 'The key’s own comment if left empty',
  'keys.notAdded': 'Not added',
  'keys.problem': 'The key {{problem}}.',
  'keys.added': 'Added “{{title}}”',
  'keys.addedOn': 'added {{relative}}',
  'keys.remove': 'Remove',
  'keys.removeNamed': 'Remove {{title}}',
  'keys.removeQuestion': 'Remove “{{title}}”?',
  'keys.removeHint':
    'It is not sent to machines any more. What was set up with it may let you in until it is torn down.',
  'keys.removed': 'Removed “{{title}}”',
} as const;
