import type { DomainEvent, EventNotification } from '@callboard/backend-outbox';
import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory } from '../domain/Inventory';
import { timeFormat } from '../domain/timeFormat';
import { isPersonRef } from '../people/People';
import type { Texts } from './texts';

/** What events of bookings say, as far as people are told of it. */
export interface ToldBooking {
  id: string;
  title: string;
  status: BookingStatus;
  start: string;
  end: string;
  owner: string;
  bookedBy: string;
  participants: string[];
  resourceRefs: string[];
  expiresAt?: string;
  offHoursAt?: string;
}

export interface ToldEvent {
  booking: ToldBooking;
  before?: ToldBooking;
  reason?: string;
  message?: string;
  maintenance?: object;
  /** Where others of its series were part of the same step: which it is, of how many. */
  series?: { nth: number; of: number };
}

/** With what an event is told: what is known of places, and the words of a language. */
export interface Telling {
  inventory: Inventory;
  texts: Texts;
}

/** What a person is told of an event; nothing of most. */
export type Teller = (
  event: DomainEvent,
  telling: Telling,
) => EventNotification[];

export function toldOf(event: DomainEvent): ToldEvent {
  return event.data as unknown as ToldEvent;
}

/** The owner and whoever takes part, but not who did it themself. */
export function concerned(
  { owner, participants }: ToldBooking,
  actor?: string,
): string[] {
  return [...new Set([owner, ...participants])].filter(
    ref => isPersonRef(ref) && ref !== actor,
  );
}

export function linkTo(booking: { id: string }): string {
  return `/reservations/mine?booking=${booking.id}`;
}

/** `GPU cluster 1 and GPU cluster 2`, as far as they are known. */
export function placesOf(
  { resourceRefs }: Pick<ToldBooking, 'resourceRefs'>,
  { inventory, texts }: Telling,
): string {
  return new Intl.ListFormat(texts.locale).format(
    resourceRefs.map(ref => inventory.resourceByRef(ref)?.title ?? ref),
  );
}

/** Whether a series is spoken of, of which people hear once. */
export function isOneOfMany({ series }: ToldEvent): boolean {
  return series !== undefined && series.nth > 1;
}

/** What is booked and when, and how many more like it. */
export function whatOf(told: ToldEvent, telling: Telling): string {
  const { booking, series } = told;
  const one = `${placesOf(booking, telling)}, ${spanOf(booking, telling)}`;
  return series ? telling.texts.ofSeries(one, series.of - 1) : one;
}

/** `Mon 15 Mar, 11:00–15:00 CET`, in the zone of its site. */
export function spanOf(
  {
    start,
    end,
    resourceRefs,
  }: Pick<ToldBooking, 'start' | 'end' | 'resourceRefs'>,
  telling: Telling,
): string {
  return formatIn(resourceRefs, telling).formatRange(
    Date.parse(start),
    Date.parse(end),
  );
}

/** `Mon 15 Mar, 11:00 CET`, in the zone of its site. */
export function whenOf(
  instant: string,
  { resourceRefs }: Pick<ToldBooking, 'resourceRefs'>,
  telling: Telling,
): string {
  return formatIn(resourceRefs, telling).format(Date.parse(instant));
}

/** What the types ask people to do, one paragraph each. */
export function instructionsOf(
  { resourceRefs }: Pick<ToldBooking, 'resourceRefs'>,
  { inventory }: Telling,
): string | undefined {
  const said = new Set(
    resourceRefs.flatMap(
      ref => inventory.resourceByRef(ref)?.type.instructions ?? [],
    ),
  );
  return said.size === 0 ? undefined : [...said].join('\n\n');
}

/** Sentences that are there, one after the other. */
export function sentences(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

function zoneOf(refs: string[], inventory: Inventory): string {
  return inventory.resourceByRef(refs[0] ?? '')?.site.timeZone ?? 'UTC';
}

function formatIn(
  refs: string[],
  { inventory, texts }: Telling,
): Intl.DateTimeFormat {
  return timeFormat(texts.locale, {
    timeZone: zoneOf(refs, inventory),
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}
