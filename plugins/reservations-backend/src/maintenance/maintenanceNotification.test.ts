import type { DomainEvent } from '@callboard/backend-outbox';
import { reservationsEventTypes } from '@callboard/backstage-plugin-reservations-common';
import { en } from '../notifications/texts';
import { maintenanceNotification as notificationIn } from './maintenanceNotification';

const maintenanceNotification = (told: DomainEvent) => notificationIn(told, en);

const cause = {
  reason: 'maintenance',
  maintenance: {
    title: 'New disks',
    resourceTitle: 'GPU node 1',
    from: '2027-03-15T12:00:00.000Z',
    until: '2027-03-15T18:00:00.000Z',
  },
};

function event(type: string, more: object = {}): DomainEvent {
  const { example } = reservationsEventTypes.find(one => one.type === type)!;
  return {
    type,
    refs: { owner: 'user:default/researcher' },
    data: { ...example, ...more },
  } as unknown as DomainEvent;
}

describe('maintenanceNotification', () => {
  it('tells whose booking stays, and where else there is room', () => {
    expect(maintenanceNotification(event('booking.affected'))).toEqual({
      recipient: 'user:default/researcher',
      payload: {
        title: 'Maintenance during Training run',
        description:
          'GPU node 1 is in maintenance from 15 Mar, 13:00 CET until 15 Mar, 19:00 CET (New disks). Your booking stays as it is. Free instead: gpu-node-2, at the same time.',
        link: '/reservations/mine?booking=4f5a6c1e-9d3b-4c58-8a41-7b7b2e0d9e04',
        severity: 'high',
      },
    });
  });

  it('tells of a resource that is out of service', () => {
    const sent = maintenanceNotification(
      event('booking.affected', {
        reason: 'status',
        maintenance: undefined,
        alternatives: [],
        status: {
          resourceRef: 'resource:default/gpu-node-1',
          resourceTitle: 'GPU node 1',
          status: 'unavailable',
          message: 'A fan is broken',
        },
      }),
    );
    expect(sent?.payload).toMatchObject({
      title: 'GPU node 1 is out of service during Training run',
      description:
        'GPU node 1 is unavailable (A fan is broken). Your booking stays as it is.',
    });
  });

  it('tells what was moved or cancelled for it', () => {
    expect(
      maintenanceNotification(event('booking.changed', cause))?.payload,
    ).toMatchObject({
      title: 'Training run was moved because of maintenance',
      description:
        'GPU node 1 is in maintenance from 15 Mar, 13:00 CET until 15 Mar, 19:00 CET (New disks). It is now on GPU node 1, 15 Mar, 11:00 CET.',
    });
    expect(
      maintenanceNotification(event('booking.cancelled', cause))?.payload.title,
    ).toBe('Training run was cancelled because of maintenance');
  });

  it('says nothing of other changes, nor to whom is no person', () => {
    expect(maintenanceNotification(event('booking.changed'))).toBeUndefined();
    expect(maintenanceNotification(event('booking.cancelled'))).toBeUndefined();
    const service = {
      ...event('booking.affected'),
      refs: { owner: 'external:ci' },
    };
    expect(maintenanceNotification(service)).toBeUndefined();
  });
});
