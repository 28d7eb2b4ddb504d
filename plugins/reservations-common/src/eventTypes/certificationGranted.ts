import { holdingEventType } from './define';
import { holdingData } from './examples';

export const certificationGranted = holdingEventType({
  type: 'certification.granted',
  title: 'Certification granted',
  description: 'Somebody is certified.',
  example: holdingData(),
});
