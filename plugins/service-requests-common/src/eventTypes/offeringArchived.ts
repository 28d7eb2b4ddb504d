import { offeringEventType } from './offeringSchemas';

export const offeringArchived = offeringEventType(
  {
    type: 'offering.archived',
    title: 'Offering archived',
    description: 'Something is offered no more.',
  },
  { status: 'archived' },
);
