import { memberEventType } from './define';
import { memberData } from './examples';

export const memberAdded = memberEventType({
  type: 'member.added',
  title: 'Member added',
  description: 'A user or a group has become an admin or a member of a site.',
  example: memberData('user:default/researcher', 'member'),
});
