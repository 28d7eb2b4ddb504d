import { stringifyError } from '@backstage/errors';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { DomainEvent, OutboxSink } from './types';

/** Whom an event is to be told, and in which words. */
export interface EventNotification {
  /** User or group entity ref. */
  recipient: string;
  payload: Omit<NotificationSendOptions['payload'], 'topic' | 'scope'>;
}

/**
 * Tells people of events by Backstage's notifications. A sink, so that nobody
 * goes without because the backend stopped just then; a delivery that is repeated
 * replaces the notification instead of adding one. A portal without the
 * notifications plugin has nobody to tell.
 */
export function createNotificationsSink(options: {
  notifications: NotificationService;
  /** The plugin's id: people choose by it what they want to hear of. */
  topic: string;
  /** Undefined for an event that nobody is told of. */
  notificationOf: (event: DomainEvent) => EventNotification | undefined;
}): OutboxSink {
  const { notifications, topic, notificationOf } = options;
  return {
    id: 'notifications',
    start: 'now',
    accepts: event => notificationOf(event) !== undefined,
    async deliver(event) {
      const { recipient, payload } = notificationOf(event)!;
      try {
        await notifications.send({
          recipients: { type: 'entity', entityRef: recipient },
          payload: { ...payload, topic, scope: `${topic}:${event.id}` },
        });
      } catch (error) {
        if (!isNotInstalled(error)) {
          throw error;
        }
      }
    },
  };
}

/** The service says it in the text of its error and nowhere else. */
function isNotInstalled(error: unknown): boolean {
  return /\bstatus 404\b/.test(stringifyError(error));
}
