import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';

/** Tells the owner of an endpoint that it was switched off. */
export function notificationOf(
  event: DomainEvent,
): EventNotification | undefined {
  if (event.type !== 'endpoint.disabled') {
    return undefined;
  }
  const { endpoint, reason } = event.data as {
    endpoint: { id: string; title: string };
    reason: string;
  };
  return {
    recipient: String(event.refs.owner),
    payload: {
      title: `The webhook endpoint “${endpoint.title}” is switched off`,
      description: `${reason}. What it missed can be sent again once it is back.`,
      link: `/webhooks/endpoints?form=${endpoint.id}`,
      severity: 'high',
    },
  };
}
