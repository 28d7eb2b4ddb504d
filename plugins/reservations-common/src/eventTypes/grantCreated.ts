import { accessGrantEventType } from './define';
import { accessGrantData } from './examples';

export const grantCreated = accessGrantEventType({
  type: 'grant.created',
  title: 'Access granted',
  description:
    'A site, or one resource with its parts, was opened to somebody for a time.',
  example: accessGrantData(),
});
