/** Every receiver: the device it talks to, by which variable, and its events. */
export const RECIPES = [
  {
    name: 'ssh-access',
    events: ['booking.started', 'booking.changed', 'booking.ended'],
    personalData: true,
  },
  {
    name: 'bare-metal',
    device: { file: 'machines.mjs', variable: 'PROVISIONER_URL' },
    events: [
      'booking.setup_started',
      'booking.started',
      'booking.ended',
      'booking.cancelled',
    ],
    personalData: true,
  },
  {
    name: 'power',
    device: { file: 'outlets.mjs', variable: 'OUTLETS_URL' },
    events: [
      'booking.setup_started',
      'booking.started',
      'booking.ended',
      'booking.teardown_ended',
      'booking.cancelled',
    ],
  },
  {
    name: 'switch-port',
    device: { file: 'switch.mjs', variable: 'SWITCH_URL' },
    events: ['booking.started', 'booking.ended'],
  },
  {
    name: 'door-lock',
    device: { file: 'lock.mjs', variable: 'LOCK_URL' },
    events: ['booking.started', 'booking.changed', 'booking.ended'],
  },
  {
    name: 'container',
    device: { file: 'engine.mjs', variable: 'ENGINE_URL' },
    events: ['booking.started', 'booking.ended'],
  },
  {
    name: 'ticket',
    device: { file: 'tracker.mjs', variable: 'TRACKER_URL' },
    events: ['resource.status_changed'],
  },
  { name: 'billing', events: ['booking.ended'] },
  {
    name: 'chat',
    device: { file: 'chat.mjs', variable: 'CHAT_URL', path: 'hook' },
    events: [
      'booking.created',
      'booking.started',
      'booking.ended',
      'booking.cancelled',
      'resource.status_changed',
    ],
  },
  {
    name: 'terraform',
    events: [
      'booking.setup_started',
      'booking.started',
      'booking.ended',
      'booking.teardown_ended',
      'booking.cancelled',
    ],
  },
];
