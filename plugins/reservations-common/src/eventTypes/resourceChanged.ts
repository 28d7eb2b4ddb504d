import { resourceEventType } from './define';
import { resourceData } from './examples';

export const resourceChanged = resourceEventType({
  type: 'resource.changed',
  title: 'Resource changed',
  description: 'A resource was changed, but not its status.',
  example: resourceData({ title: 'GPU node 1 (new)' }),
});
