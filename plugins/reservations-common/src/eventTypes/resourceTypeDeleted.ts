import { resourceTypeEventType } from './define';
import { resourceTypeData } from './examples';

export const resourceTypeDeleted = resourceTypeEventType({
  type: 'type.deleted',
  title: 'Resource type deleted',
  description: 'A resource type that no resource has was deleted.',
  example: resourceTypeData(),
});
