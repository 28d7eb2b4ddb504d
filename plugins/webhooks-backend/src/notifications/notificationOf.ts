import {
  type DomainEvent,
  type EventNotification,
  withTranslations,
} from '@callboard/backend-outbox';
import { en, otherTexts, type Texts } from './texts';

/** Tells the owner of an endpoint that it was switched off. */
export function notificationOf(
  event: DomainEvent,
): EventNotification | undefined {
  if (event.type !== 'endpoint.disabled') {
    return undefined;
  }
  const [notification] = withTranslations(
    [switchedOff(event, en)],
    Object.fromEntries(
      Object.entries(otherTexts).map(([language, texts]) => [
        language,
        [switchedOff(event, texts)],
      ]),
    ),
  );
  return notification;
}

function switchedOff(event: DomainEvent, texts: Texts): EventNotification {
  const { endpoint, reason } = event.data as {
    endpoint: { id: string; title: string };
    reason: string;
  };
  return {
    recipient: String(event.refs.owner),
    payload: {
      title: texts.off(endpoint.title),
      description: texts.why(reason),
      link: `/webhooks/endpoints?form=${endpoint.id}`,
      severity: 'high',
    },
  };
}
