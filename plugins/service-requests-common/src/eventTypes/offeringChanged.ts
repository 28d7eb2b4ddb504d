import { offeringEventType } from './offeringSchemas';

export const offeringChanged = offeringEventType(
  {
    type: 'offering.changed',
    title: 'Offering changed',
    description: 'There is a new version of something that can be requested.',
  },
  { version: 2, title: 'PostgreSQL database' },
);
