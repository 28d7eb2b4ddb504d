import { problemEventType } from './problemSchemas';

export const problemAcknowledged = problemEventType(
  {
    type: 'problem.acknowledged',
    title: 'Problem acknowledged',
    description:
      'Somebody looks into a problem, or has taken the resource out of service for it.',
  },
  {
    version: 2,
    status: 'acknowledged',
    handledBy: 'user:default/campus-admin',
  },
);
