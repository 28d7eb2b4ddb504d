import { accessGrantEventType } from './define';
import { accessGrantData } from './examples';

export const grantChanged = accessGrantEventType({
  type: 'grant.changed',
  title: 'Access grant changed',
  description: 'An access grant ends earlier or later than it did.',
  example: accessGrantData({ until: '2027-03-18T18:00:00.000Z' }),
});
