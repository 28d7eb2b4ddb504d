import { resourceEventType } from './define';
import { resourceData } from './examples';

export const resourceCreated = resourceEventType({
  type: 'resource.created',
  title: 'Resource added',
  description: 'A resource was added to the inventory.',
  example: resourceData(),
});
