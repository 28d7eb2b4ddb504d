import { accessGrantEventType } from './define';
import { accessGrantData } from './examples';

export const grantEnded = accessGrantEventType({
  type: 'grant.ended',
  title: 'Access grant ended',
  description: 'An access grant has come to its end.',
  example: accessGrantData(),
});
