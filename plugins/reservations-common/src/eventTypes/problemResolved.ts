import { problemEventType } from './problemSchemas';

export const problemResolved = problemEventType(
  {
    type: 'problem.resolved',
    title: 'Problem resolved',
    description: 'A problem with a resource is solved.',
  },
  {
    version: 3,
    status: 'resolved',
    handledBy: 'user:default/campus-admin',
    resolution: 'The fan was replaced',
    resolvedAt: '2027-03-15T15:00:00.000Z',
  },
);
