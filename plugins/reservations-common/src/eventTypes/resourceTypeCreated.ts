import { resourceTypeEventType } from './define';
import { resourceTypeData } from './examples';

export const resourceTypeCreated = resourceTypeEventType({
  type: 'type.created',
  title: 'Resource type added',
  description: 'A resource type was added.',
  example: resourceTypeData(),
});
