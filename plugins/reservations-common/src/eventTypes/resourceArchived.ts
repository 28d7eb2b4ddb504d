import { resourceEventType } from './define';
import { resourceData } from './examples';

export const resourceArchived = resourceEventType({
  type: 'resource.archived',
  title: 'Resource archived',
  description: 'A resource was taken out of the inventory; its history stays.',
  example: resourceData({ archived: true }),
});
