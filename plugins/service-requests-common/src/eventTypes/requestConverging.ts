import { requestEventType } from './requestSchemas';

export const requestConverging = requestEventType(
  {
    type: 'request.converging',
    title: 'Request under way',
    description:
      'What was merged is being made; its status says how that goes.',
  },
  { status: 'reconciling' },
);
