import { holdingEventType } from './define';
import { holdingData } from './examples';

export const certificationRevoked = holdingEventType({
  type: 'certification.revoked',
  title: 'Certification revoked',
  description:
    'A certification was taken from somebody; `affectedBookings` are theirs for which it is missing now.',
  example: holdingData({
    revokedAt: '2027-05-01T09:00:00.000Z',
    revokedBy: 'user:default/campus-admin',
  }),
});
