import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import type { Database } from '@callboard/backend-database';
import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';
import type {
  Timeline,
  TimelineChange,
  TimelineItem,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingsService } from '../bookings/BookingsService';
import { subjectOf } from '../bookings/views';
import { notVisible } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider } from '../permissions/accessDecider';
import { transitionOf } from './transitions';
import type { WebhookDeliveries } from './WebhookDeliveries';

/** A booking has a handful of events; one with more has been moved a lot. */
const LIMIT = 500;

/** What names resources: where a booking was may be where its reader is not. */
const PLACES: readonly string[] = ['resourceRefs', 'units', 'parameters'];

interface Options {
  inner: Pick<BookingsService, 'get'>;
  access: AccessDecider;
  inventory: InventoryCache;
  database: Database;
  deliveries: Pick<WebhookDeliveries, 'of'>;
  /** Whom an event was told to. */
  notificationsOf: (event: DomainEvent) => Promise<EventNotification[]>;
}

/**
 * What has happened to a booking, for who may see it: its events as they were
 * appended, whom they were told to, and what webhooks sent because of them.
 */
export class AuthorizedTimeline {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedTimeline {
    return new AuthorizedTimeline(options);
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Timeline> {
    const { access, inner, inventory, database, deliveries, notificationsOf } =
      this.#options;
    const { bookingRead, resourceRead } = await access.decide(credentials, [
      'bookingRead',
      'resourceRead',
    ]);
    const known = await inventory.latest();
    const booking = await inner.get(id);
    if (!bookingRead.allows(subjectOf(booking, known))) {
      throw notVisible('booking', id);
    }
    const sees = (ref: string) => {
      const resource = known.resourceByRef(ref);
      return resource !== undefined && resourceRead.allows(resource);
    };
    const [events, sent] = await Promise.all([
      database.outbox.eventsOf(`booking:${id}`, LIMIT),
      deliveries.of(id, credentials),
    ]);
    const happened = await Promise.all(
      events.map(async event => [
        withoutHiddenPlaces(transitionOf(event), event, sees),
        ...(await notificationsOf(event)).flatMap(told(event)),
      ]),
    );
    const items = [...happened.flat(), ...(sent ?? [])];
    return {
      // Sorting is stable: an event comes before what it led to.
      items: items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
      complete: events[0]?.sequence === 1,
      missing: sent === undefined ? ['deliveries'] : [],
    };
  }
}

function withoutHiddenPlaces(
  item: TimelineItem,
  event: DomainEvent,
  sees: (ref: string) => boolean,
): TimelineItem {
  const { before, booking } = event.data as { [key: string]: JsonValue };
  const seen = {
    before: refsOf(before).every(sees),
    after: refsOf(booking).every(sees),
  };
  if (seen.before && seen.after) {
    return item;
  }
  const reduced = (change: TimelineChange): TimelineChange =>
    PLACES.includes(change.field)
      ? {
          field: change.field,
          ...(seen.before ? { before: change.before } : {}),
          ...(seen.after ? { after: change.after } : {}),
        }
      : change;
  return {
    ...item,
    resourceRefs: item.resourceRefs?.filter(sees),
    changes: item.changes?.map(reduced),
  };
}

/** Of a booking as events show it; none of anything else. */
function refsOf(booking: JsonValue | undefined): string[] {
  const refs =
    typeof booking === 'object' && booking !== null && !Array.isArray(booking)
      ? booking.resourceRefs
      : undefined;
  return Array.isArray(refs) ? refs.map(String) : [];
}

function told({ occurredAt, type }: DomainEvent) {
  return ({
    recipient,
    payload,
    translations = {},
  }: EventNotification): TimelineItem[] =>
    [recipient].flat().map(ref => ({
      at: occurredAt,
      kind: 'notification',
      code: type,
      recipient: ref,
      title: payload.title,
      titles: Object.fromEntries(
        Object.entries(translations).map(([language, text]) => [
          language,
          text.title,
        ]),
      ),
    }));
}
