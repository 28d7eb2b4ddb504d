import { accessGrantEventType } from './define';
import { accessGrantData } from './examples';

export const grantRevoked = accessGrantEventType({
  type: 'grant.revoked',
  title: 'Access grant revoked',
  description: 'An access grant was ended before its time.',
  example: accessGrantData({ revokedAt: '2027-03-17T10:00:00.000Z' }),
});
