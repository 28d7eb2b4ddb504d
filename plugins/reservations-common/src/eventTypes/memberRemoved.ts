import { memberEventType } from './define';
import { memberData } from './examples';

export const memberRemoved = memberEventType({
  type: 'member.removed',
  title: 'Member removed',
  description: 'A user or a group is no longer an admin or a member of a site.',
  example: memberData('user:default/researcher', 'admin'),
});
