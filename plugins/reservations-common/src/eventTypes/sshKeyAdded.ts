import { sshKeyEventType } from './define';

export const sshKeyAdded = sshKeyEventType({
  type: 'ssh_key.added',
  title: 'SSH key added',
  description: 'A person has left a public key for the machines they book.',
});
