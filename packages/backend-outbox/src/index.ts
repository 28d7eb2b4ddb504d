export { Outbox, type OutboxOptions } from './Outbox';
export { migrateOutbox } from './migrateOutbox';
export { isBusyError, retryOnBusy } from './database';
export {
  createEventsServiceSink,
  EVENTS_SINK_ID,
} from './createEventsServiceSink';
export {
  createNotificationsSink,
  type EventNotification,
  NOTIFICATIONS_SINK_ID,
} from './createNotificationsSink';
export type {
  DomainEvent,
  EventRefs,
  NewDomainEvent,
  OrderingKey,
  OutboxSink,
  SinkStats,
} from './types';
export { OutboxRelay, type OutboxRelayOptions } from './OutboxRelay';
export { exponentialBackoff, type RetryPolicy } from './retryPolicy';
export {
  type NotificationText,
  type NotificationTranslations,
  translationsMetadata,
  withTranslations,
} from './notificationTranslations';
export { type NotificationPayload, Notifier } from './Notifier';
