import { holdingEventType } from './define';
import { holdingData } from './examples';

export const certificationExpiring = holdingEventType({
  type: 'certification.expiring',
  title: 'Certification about to expire',
  description:
    'A certification of somebody expires within thirty days; told once.',
  example: holdingData(),
});
