import { holdingEventType } from './define';
import { holdingData } from './examples';

export const certificationRenewed = holdingEventType({
  type: 'certification.renewed',
  title: 'Certification renewed',
  description:
    'A certification of somebody lasts longer, or less; `before` is what it was.',
  example: holdingData({ validUntil: '2029-03-15T09:00:00.000Z' }),
});
