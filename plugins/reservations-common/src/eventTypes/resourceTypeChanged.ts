import { resourceTypeEventType } from './define';
import { resourceTypeData } from './examples';

export const resourceTypeChanged = resourceTypeEventType({
  type: 'type.changed',
  title: 'Resource type changed',
  description:
    'A resource type was changed. Bookings that were made before keep their setup and teardown times.',
  example: resourceTypeData({ setupMinutes: 45 }),
});
