import { sshKeyEventType } from './define';

export const sshKeyRemoved = sshKeyEventType({
  type: 'ssh_key.removed',
  title: 'SSH key removed',
  description:
    'A person has taken a public key back: it must open nothing more.',
});
