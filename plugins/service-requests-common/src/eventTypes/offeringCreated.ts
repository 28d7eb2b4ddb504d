import { offeringEventType } from './offeringSchemas';

export const offeringCreated = offeringEventType({
  type: 'offering.created',
  title: 'Offering added',
  description: 'There is something new to request.',
});
