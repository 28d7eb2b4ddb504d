import { certificationEventType } from './define';
import { certificationData } from './examples';

export const certificationChanged = certificationEventType({
  type: 'certification.changed',
  title: 'Certification changed',
  description:
    'What a certification says has changed; `before` is what it was.',
  example: certificationData({ validityMonths: 24 }),
});
