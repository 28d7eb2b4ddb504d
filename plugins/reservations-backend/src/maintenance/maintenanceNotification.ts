import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';
import { timeFormat } from '../domain/timeFormat';
import type { Texts } from '../notifications/texts';

interface Place {
  title: string;
  entityRef: string;
}

interface Told {
  booking: { id: string; title: string; start: string; end: string };
  before?: { start: string; end: string };
  resources?: Place[];
  sites?: { timeZone: string }[];
  reason?: string;
  maintenance?: {
    title: string;
    resourceTitle: string;
    from: string;
    until: string;
  };
  status?: { resourceTitle: string; status: string; message?: string };
  alternatives?: { resourceRefs: string[]; start: string; sameTime: boolean }[];
}

/**
 * Tells owners what maintenance, or a resource that is out of service, means for
 * what they booked: that it was moved or cancelled, or that it stays and where
 * else there is room.
 */
export function maintenanceNotification(
  event: DomainEvent,
  texts: Texts,
): EventNotification | undefined {
  const owner = String(event.refs.owner ?? '');
  if (!event.type.startsWith('booking.') || !/^(user|group):/.test(owner)) {
    return undefined;
  }
  const told = event.data as unknown as Told;
  const words = wordsOf(event.type, told, texts);
  return (
    words && {
      recipient: owner,
      payload: {
        ...words,
        link: `/reservations/mine?booking=${told.booking.id}`,
        severity: 'high',
      },
    }
  );
}

function wordsOf(
  type: string,
  told: Told,
  texts: Texts,
): { title: string; description: string } | undefined {
  const { title } = told.booking;
  if (type === 'booking.affected') {
    return {
      title: told.maintenance
        ? texts.maintenanceDuring(title)
        : texts.outOfServiceDuring(title, told.status?.resourceTitle),
      description: [causeOf(told, texts), wayOn(told, texts)].join(' '),
    };
  }
  if (!told.maintenance) {
    return undefined;
  }
  switch (type) {
    case 'booking.changed':
      return {
        title: texts.maintenanceMoved(title),
        description: [
          causeOf(told, texts),
          texts.maintenanceMovedTo(
            placeOf(told),
            say(told.booking.start, told, texts),
          ),
        ].join(' '),
      };
    case 'booking.cancelled':
    case 'booking.ended':
      return {
        title: texts.maintenanceCancelled(title),
        description: causeOf(told, texts),
      };
    default:
      return undefined;
  }
}

function causeOf(told: Told, texts: Texts): string {
  const { maintenance, status } = told;
  return maintenance
    ? texts.inMaintenance({
        resource: maintenance.resourceTitle,
        from: say(maintenance.from, told, texts),
        until: say(maintenance.until, told, texts),
        what: maintenance.title,
      })
    : texts.outOfService({
        resource: status?.resourceTitle,
        isMaintenance: status?.status === 'maintenance',
        message: status?.message,
      });
}

function wayOn(told: Told, texts: Texts): string {
  const [first] = told.alternatives ?? [];
  if (!first) {
    return texts.staysAsItIs;
  }
  const where = first.resourceRefs
    .map(ref => ref.split('/').at(-1) ?? ref)
    .join(', ');
  const when = first.sameTime ? undefined : say(first.start, told, texts);
  return `${texts.staysAsItIs} ${texts.freeInstead(where, when)}`;
}

function placeOf({ resources = [] }: Told): string {
  return resources.map(({ title }) => title).join(', ');
}

function say(instant: string, { sites = [] }: Told, texts: Texts): string {
  return timeFormat(texts.locale, {
    timeZone: sites[0]?.timeZone ?? 'UTC',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(Date.parse(instant));
}
