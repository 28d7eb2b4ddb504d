import type {
  ProvisioningStatus,
  TimelineItem,
} from '@callboard/backstage-plugin-reservations-common';
import type { history } from '../../translations/history';

/** The translation function, as far as this goes. */
export type HistoryWords = (
  key:
    | keyof typeof history
    | 'history.delivery.attempts'
    | `booking.provisioning.${ProvisioningStatus}`,
  values?: object,
) => string;

const EVENTS = [
  'booking.created',
  'booking.changed',
  'booking.confirmed',
  'booking.rejected',
  'booking.expired',
  'booking.extended',
  'booking.checked_in',
  'booking.no_show',
  'booking.setup_started',
  'booking.started',
  'booking.ended',
  'booking.teardown_ended',
  'booking.cancelled',
  'booking.affected',
  'booking.off_hours_warning',
] as const;

const REASONS = [
  'completed',
  'released',
  'cancelled',
  'no_show',
  'off_hours',
  'moved',
  'transferred',
  'maintenance',
] as const;

/** What happened, in a few words. */
export function whatHappened(item: TimelineItem, t: HistoryWords): string {
  const { kind, code, delivery, step } = item;
  if (kind === 'notification') {
    return t('history.told');
  }
  const event = EVENTS.find(one => one === code);
  const named = event ? t(`history.${event}`) : t('history.other', { code });
  if (delivery) {
    const { status, endpoint } = delivery;
    return `${t(`history.delivery.${status}`, { endpoint })}: ${named}`;
  }
  return step
    ? t('history.booking.provisioning_changed', {
        status: `${step.endpoint}, ${t(`booking.provisioning.${step.status}`)}`,
      })
    : named;
}

/** Why, and what else is to be said about it. */
export function why(item: TimelineItem, t: HistoryWords): string[] {
  const { reason, message, late, delivery } = item;
  const known = REASONS.find(one => one === reason);
  const answer = delivery?.lastStatus ?? delivery?.lastError;
  return [
    ...(known ? [t(`history.reason.${known}`)] : []),
    ...(message ? [`“${message}”`] : []),
    ...(late ? [t('history.late')] : []),
    ...(answer !== undefined && delivery?.status !== 'delivered'
      ? [t('history.delivery.answer', { status: answer })]
      : []),
    ...(delivery && delivery.attempts > 1
      ? [t('history.delivery.attempts', { count: delivery.attempts })]
      : []),
  ];
}
