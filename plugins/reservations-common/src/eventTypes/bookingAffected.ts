import { bookingEventType } from './define';
import { bookingData } from './examples';
import {
  alternatives,
  maintenanceExample,
  maintenanceWindow,
} from './maintenanceSchemas';
import { objectOf, entityRef, text } from './schemas';

export const bookingAffected = bookingEventType(
  {
    type: 'booking.affected',
    title: 'Booking affected',
    description:
      'What a booking books will be out of service during it, or is; the booking itself is as it was.',
    example: bookingData(
      {},
      {
        reason: 'maintenance',
        maintenance: maintenanceExample,
        alternatives: [
          {
            resourceRefs: ['resource:default/gpu-node-2'],
            start: '2027-03-15T10:00:00.000Z',
            end: '2027-03-15T14:00:00.000Z',
            sameTime: true,
          },
        ],
      },
    ),
  },
  {
    reason: { enum: ['maintenance', 'status'] },
    maintenance: maintenanceWindow,
    status: {
      ...objectOf(
        {
          resourceRef: entityRef,
          resourceTitle: text,
          status: text,
          message: text,
        },
        ['message'],
      ),
      description: 'Of which resource, where its status was changed',
    },
    alternatives,
  },
  ['reason', 'alternatives'],
);
