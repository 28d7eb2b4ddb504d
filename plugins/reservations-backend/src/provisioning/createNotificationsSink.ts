import { stringifyError } from '@backstage/errors';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { DomainEvent, OutboxSink } from '@callboard/backend-outbox';
import {
  type BookingStatus,
  isTerminal,
  type Provisioning,
  type ProvisioningStatus,
  type ProvisioningStep,
} from '@callboard/backstage-plugin-reservations-common';

/**
 * Tells owners what they booked is ready, or that setting it up failed. A sink
 * of the outbox, so that nobody goes without because the backend stopped just
 * then. A portal without the notifications plugin has nobody to tell.
 */
export function createNotificationsSink(options: {
  notifications: NotificationService;
}): OutboxSink {
  return {
    id: 'notifications',
    start: 'now',
    accepts: event => payloadOf(event) !== undefined,
    async deliver(event) {
      try {
        await options.notifications.send({
          recipients: {
            type: 'entity',
            entityRef: String(event.refs.owner),
          },
          payload: {
            ...payloadOf(event)!,
            topic: 'reservations',
            // A repeated delivery replaces the notification instead of adding one.
            scope: `reservations:${event.id}`,
          },
        });
      } catch (error) {
        if (!isNotInstalled(error)) {
          throw error;
        }
      }
    },
  };
}

type Payload = NotificationSendOptions['payload'];

interface Changed {
  booking: { id: string; title: string; status: BookingStatus };
  provisioning: Provisioning;
  step: ProvisioningStep;
  before?: ProvisioningStatus;
  notify?: boolean;
}

function payloadOf(event: DomainEvent): Payload | undefined {
  const owner = String(event.refs.owner ?? '');
  if (
    event.type !== 'booking.provisioning_changed' ||
    !/^(user|group):/.test(owner)
  ) {
    return undefined;
  }
  const { booking, provisioning, step, before, notify } =
    event.data as unknown as Changed;
  const link = `/reservations/mine?booking=${booking.id}`;
  const { message } = step;
  if (step.status === 'failed') {
    return {
      title: `Setting up ${booking.title} failed${message ? `: ${message}` : ''}`,
      description: step.endpoint,
      link,
      severity: 'high',
    };
  }
  const becameReady =
    provisioning.status === 'ready' &&
    before !== 'ready' &&
    !isTerminal(booking.status);
  if (becameReady) {
    return {
      title: `${booking.title} is ready`,
      description: message,
      link,
      severity: 'normal',
    };
  }
  return notify && message
    ? {
        title: `${booking.title}: ${message}`,
        description: step.endpoint,
        link,
        severity: 'normal',
      }
    : undefined;
}

/** The service says it in the text of its error and nowhere else. */
function isNotInstalled(error: unknown): boolean {
  return /\bstatus 404\b/.test(stringifyError(error));
}
