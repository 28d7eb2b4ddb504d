import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  type NotificationTranslations,
  translationsMetadata,
} from './notificationTranslations';
import { type NotificationPayload, Notifier } from './Notifier';
import type { DomainEvent, OutboxSink } from './types';

/** The id of {@link createNotificationsSink}'s sink. */
export const NOTIFICATIONS_SINK_ID = 'notifications';

/** Whom an event is to be told, and in which words. */
export interface EventNotification {
  /** User or group entity ref, or several. */
  recipient: string | string[];
  /** Not these people, also where they are in a group that is told. */
  except?: string | string[];
  /** What kind it is of, where people choose by kind; else the sink's. */
  topic?: string;
  payload: Omit<NotificationPayload, 'topic' | 'scope'>;
  /** What it says in other languages than the payload's, which is English. */
  translations?: NotificationTranslations;
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
  /** Types of events that somebody may be told of; all where it is absent. */
  isTold?: (event: DomainEvent) => boolean;
  /** Nothing for an event that nobody is told of. */
  notificationsOf: (
    event: DomainEvent,
  ) => EventNotification[] | Promise<EventNotification[]>;
}): OutboxSink {
  const { topic, isTold, notificationsOf } = options;
  const notifier = Notifier.create(options.notifications);
  return {
    id: NOTIFICATIONS_SINK_ID,
    start: 'now',
    // People do not see the difference; machines that are told do.
    patienceMs: 50,
    accepts: isTold,
    async deliver(event) {
      if (notifier.isAbsent) {
        return;
      }
      for (const one of await notificationsOf(event)) {
        await notifier.send(
          one.recipient,
          {
            ...one.payload,
            ...translationsMetadata(one.translations),
            topic: one.topic ?? topic,
            scope: `${topic}:${event.id}`,
          },
          one.except,
        );
      }
    },
  };
}
