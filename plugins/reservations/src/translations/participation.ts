export const participation = {
  'participation.leave': 'Leave',
  'participation.leaveNamed': 'Leave {{title}}',
  'participation.leaveQuestion': 'Take part in {{title}} no longer?',
  'participation.leaveText':
    'It stays booked. You lose access to it, and only who books it can add you again.',
  'participation.left': 'You no longer take part in {{title}}',
} as const;
