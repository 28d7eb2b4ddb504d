import { problemEventType } from './problemSchemas';

export const problemReported = problemEventType({
  type: 'problem.reported',
  title: 'Problem reported',
  description: 'Somebody said what is wrong with a resource.',
});
