import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';

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
): EventNotification | undefined {
  const owner = String(event.refs.owner ?? '');
  if (!event.type.startsWith('booking.') || !/^(user|group):/.test(owner)) {
    return undefined;
  }
  const told = event.data as unknown as Told;
  const words = wordsOf(event.type, told);
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
): { title: string; description: string } | undefined {
  const { title } = told.booking;
  if (type === 'booking.affected') {
    return {
      title: told.maintenance
        ? `Maintenance during ${title}`
        : `${told.status?.resourceTitle ?? 'What you booked'} is out of service during ${title}`,
      description: [causeOf(told), wayOn(told)].join(' '),
    };
  }
  if (!told.maintenance) {
    return undefined;
  }
  switch (type) {
    case 'booking.changed':
      return {
        title: `${title} was moved because of maintenance`,
        description: `${causeOf(told)} It is now on ${placeOf(told)}, ${say(told.booking.start, told)}.`,
      };
    case 'booking.cancelled':
    case 'booking.ended':
      return {
        title: `${title} was cancelled because of maintenance`,
        description: causeOf(told),
      };
    default:
      return undefined;
  }
}

function causeOf(told: Told): string {
  const { maintenance, status } = told;
  if (maintenance) {
    const { resourceTitle, from, until } = maintenance;
    return `${resourceTitle} is in maintenance from ${say(from, told)} until ${say(until, told)} (${maintenance.title}).`;
  }
  const state =
    status?.status === 'maintenance' ? 'in maintenance' : 'unavailable';
  const why = status?.message ? ` (${status.message})` : '';
  return `${status?.resourceTitle ?? 'It'} is ${state}${why}.`;
}

function wayOn(told: Told): string {
  const [first] = told.alternatives ?? [];
  if (!first) {
    return 'Your booking stays as it is.';
  }
  const where = first.resourceRefs
    .map(ref => ref.split('/').at(-1) ?? ref)
    .join(', ');
  const when = first.sameTime ? 'at the same time' : say(first.start, told);
  return `Your booking stays as it is. Free instead: ${where}, ${when}.`;
}

function placeOf({ resources = [] }: Told): string {
  return resources.map(({ title }) => title).join(', ');
}

function say(instant: string, { sites = [] }: Told): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: sites[0]?.timeZone ?? 'UTC',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(Date.parse(instant));
}
