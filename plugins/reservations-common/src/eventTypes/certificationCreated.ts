import { certificationEventType } from './define';
import { certificationData } from './examples';

export const certificationCreated = certificationEventType({
  type: 'certification.created',
  title: 'Certification defined',
  description: 'Rules may ask for a new certification.',
  example: certificationData(),
});
