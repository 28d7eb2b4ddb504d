import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';
import {
  type BookingStatus,
  isTerminal,
  type Provisioning,
  type ProvisioningStatus,
  type ProvisioningStep,
} from '@callboard/backstage-plugin-reservations-common';
import type { Texts } from '../notifications/texts';

/** Tells owners that what they booked is ready, or that setting it up failed. */
export function notificationOf(
  event: DomainEvent,
  texts: Texts,
): EventNotification | undefined {
  const payload = payloadOf(event, texts);
  return payload && { recipient: String(event.refs.owner), payload };
}

type Payload = EventNotification['payload'];

interface Changed {
  booking: { id: string; title: string; status: BookingStatus };
  provisioning: Provisioning;
  step: ProvisioningStep;
  before?: ProvisioningStatus;
  notify?: boolean;
}

function payloadOf(event: DomainEvent, texts: Texts): Payload | undefined {
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
      title: texts.setupFailed(booking.title, message),
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
      title: texts.setupReady(booking.title),
      description: message && texts.setupMessage(message),
      link,
      severity: 'normal',
    };
  }
  return notify && message
    ? {
        title: texts.setupSays(booking.title, message),
        description: step.endpoint,
        link,
        severity: 'normal',
      }
    : undefined;
}
