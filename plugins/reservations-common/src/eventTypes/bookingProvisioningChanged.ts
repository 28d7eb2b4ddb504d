import { bookingEventType } from './define';
import { bookingData } from './examples';
import {
  entityRef,
  flag,
  instant,
  listOf,
  objectOf,
  text,
  uuid,
} from './schemas';

const status = { enum: ['provisioning', 'ready', 'failed'] };

const step = objectOf(
  {
    endpointId: uuid,
    endpoint: { ...text, description: 'Title of who sets it up' },
    resourceRef: entityRef,
    status,
    message: text,
    at: instant,
  },
  ['resourceRef', 'message'],
);

const progress = {
  status: 'ready',
  message: 'Installed in 7 minutes',
  updatedAt: '2027-03-15T10:00:40.000Z',
  steps: [
    {
      endpointId: '9f4d4a3c-3f0a-4a1d-b1c5-6f6b9c0d8e05',
      endpoint: 'Bare-metal provisioning',
      resourceRef: 'resource:default/gpu-node-1',
      status: 'ready',
      message: 'Installed in 7 minutes',
      at: '2027-03-15T10:00:40.000Z',
    },
  ],
};

export const bookingProvisioningChanged = bookingEventType(
  {
    type: 'booking.provisioning_changed',
    title: 'Provisioning changed',
    description: 'Somebody who sets up the resources has reported how it goes.',
    example: bookingData(
      { status: 'active', version: 2 },
      {
        provisioning: progress,
        step: progress.steps[0],
        before: 'provisioning',
      },
    ),
  },
  {
    provisioning: objectOf(
      { status, message: text, updatedAt: instant, steps: listOf(step) },
      ['message'],
    ),
    step,
    notify: flag,
    before: status,
  },
  ['provisioning', 'step'],
);
