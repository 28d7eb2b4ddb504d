import {
  type DomainEvent,
  type EventNotification,
  withTranslations,
} from '@callboard/backend-outbox';
import type { Inventory } from '../domain/Inventory';
import { maintenanceNotification } from '../maintenance/maintenanceNotification';
import { problemNotification } from '../problems/problemNotification';
import { notificationOf as provisioningNotification } from '../provisioning/notificationOf';
import { approvalAsked, noShow, notApproved } from './approvals';
import { ended, offHours, started } from './beganAndEnded';
import { certifications } from './certifications';
import { cancelled, changed, confirmed } from './madeAndChanged';
import type { Teller } from './told';
import { en, inOtherLanguages, type Texts } from './texts';
import { waitlist } from './waitlist';

const tellers: Teller[] = [
  alone(provisioningNotification, 'setup'),
  alone(maintenanceNotification, 'maintenance'),
  alone(problemNotification, 'problems'),
  confirmed,
  changed,
  cancelled,
  approvalAsked,
  notApproved,
  noShow,
  started,
  ended,
  offHours,
  waitlist,
  certifications,
];

/**
 * Who is told of an event, and in which words: in English, and what that is in
 * every other language, since who is in a group that is told is not known here. The topic of each is what people
 * switch off and on in their notification settings, for every channel.
 */
export function notificationsOf(
  event: DomainEvent,
  inventory: Inventory,
): EventNotification[] {
  const tellIn = (texts: Texts) =>
    tellers.flatMap(tell => tell(event, { inventory, texts }));
  return withTranslations(tellIn(en), inOtherLanguages(tellIn));
}

const TOLD = /^(booking|waitlist|problem|certification)\./;

/** Whether anybody may have to be told of it at all. */
export function isTold({ type }: DomainEvent): boolean {
  return TOLD.test(type);
}

function alone(
  notificationOf: (
    event: DomainEvent,
    texts: Texts,
  ) => EventNotification | undefined,
  topic: string,
): Teller {
  return (event, { texts }) => {
    const told = notificationOf(event, texts);
    return told ? [{ topic, ...told }] : [];
  };
}
