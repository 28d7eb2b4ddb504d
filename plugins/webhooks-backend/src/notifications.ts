import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { OutboxSink } from '@callboard/backend-outbox';

/**
 * Tells the owner of an endpoint that it was switched off. A sink of the plugin's
 * own outbox, so that nobody goes without because the backend stopped just then.
 */
export function createNotificationsSink(options: {
  notifications: NotificationService;
}): OutboxSink {
  return {
    id: 'notifications',
    accepts: event => event.type === 'endpoint.disabled',
    async deliver(event) {
      const { endpoint, reason } = event.data as {
        endpoint: { id: string; title: string };
        reason: string;
      };
      await options.notifications.send({
        recipients: { type: 'entity', entityRef: String(event.refs.owner) },
        payload: {
          title: `The webhook endpoint “${endpoint.title}” is switched off`,
          description: `${reason}. What it missed can be sent again once it is back.`,
          link: `/webhooks/endpoints?form=${endpoint.id}`,
          severity: 'high',
          topic: 'webhooks',
          // A repeated delivery replaces the notification instead of adding one.
          scope: `webhooks:${event.id}`,
        },
      });
    },
  };
}
