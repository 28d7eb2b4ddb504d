import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';
import type {
  RequestStatus,
  ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Party } from '../requests/types';
import type { ServiceRecord } from '../services/types';
import type { Texts } from './texts';

/** What events of requests say, as far as people are told of it. */
export interface ToldRequest {
  id: string;
  title: string;
  environment: string;
  regions: string[];
  owner: string;
  requestedBy: string;
  parties: Party[];
  status: RequestStatus;
  revision: number;
  dueAt?: string;
  claim?: { by: string; deputy?: string };
  items: { operation: string; placements: { serviceId: string }[] }[];
}

export interface RequestTold {
  request: ToldRequest;
  text?: string;
}

/** What events of services say, as far as people are told of it. */
export interface ToldService {
  id: string;
  name: string;
  environment: string;
  region: string;
  owner: string;
  status: ServiceStatus;
  statusReason?: string;
  endDate?: string;
}

export interface ServiceTold {
  service: ToldService;
  before?: ToldService;
}

/** What there is to know besides the event. */
export interface Facts {
  /** People and groups who review requests. */
  reviewers: string[];
  /** People and groups who look after what runs. */
  operations: string[];
  services(ids: string[]): Promise<ServiceRecord[]>;
  /** Who has decided on a request, or said something about it. */
  talkers(requestId: string): Promise<string[]>;
  /** Whether a request has never been handed in. */
  isDraft(requestId: string): Promise<boolean>;
}

/** What people are told of an event; nothing of most. */
export type Teller = (
  event: DomainEvent,
  facts: Facts,
  texts: Texts,
) => EventNotification[] | Promise<EventNotification[]>;

export function requestOf(event: DomainEvent): RequestTold {
  return event.data as unknown as RequestTold;
}

export function serviceOf(event: DomainEvent): ServiceTold {
  return event.data as unknown as ServiceTold;
}

/**
 * One notification for all of them, so that who is named and is in a group that
 * is named is told once. Never whoever did it.
 */
export function tell(
  recipients: string[],
  topic: string,
  payload: EventNotification['payload'],
  except: string[] = [],
): EventNotification[] {
  const away = new Set(except.filter(isPersonRef));
  const recipient = [...new Set(recipients)].filter(
    ref => isPersonRef(ref) && !away.has(ref),
  );
  return recipient.length === 0
    ? []
    : [
        {
          recipient,
          topic,
          payload,
          ...(away.size === 0 ? {} : { except: [...away] }),
        },
      ];
}

export function linkToRequest({ id }: { id: string }): string {
  return `/service-requests/requests/${id}`;
}

export function linkToService({ id }: { id: string }): string {
  return `/service-requests/services/${id}`;
}

/** `Staging, eu-west-1 and eu-south-1` as the names of both are. */
export function placeOf(
  { environment, regions }: Pick<ToldRequest, 'environment' | 'regions'>,
  { locale }: Texts,
): string {
  return regions.length === 0
    ? environment
    : `${environment}, ${new Intl.ListFormat(locale).format(regions)}`;
}

/** `Tue 16 Mar, 09:00 UTC` */
export function whenOf(instant: string, { locale }: Texts): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(Date.parse(instant));
}

/** `30 June 2027` */
export function dayOf(day: string, { locale }: Texts): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(day));
}

export function quoted(text: string | undefined): string | undefined {
  return text?.trim() ? `“${text.trim()}”` : undefined;
}

/** Sentences that are there, one after the other. */
export function sentences(...parts: (string | undefined | false)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** A service account or the portal itself reads no notifications. */
function isPersonRef(ref: string): boolean {
  return /^(user|group):([a-z0-9._-]+\/)?[a-z0-9._-]+$/i.test(ref);
}
