import { resourceEventType } from './define';
import { resourceData } from './examples';

export const resourceStatusChanged = resourceEventType({
  type: 'resource.status_changed',
  title: 'Resource status changed',
  description: 'A resource was taken out of service, or put back.',
  example: resourceData({ status: 'maintenance', statusReason: 'New disks' }),
});
