import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type {
  BookingStatus,
  FeedScope,
} from '@callboard/backstage-plugin-reservations-common';
import ical, {
  escape,
  foldLines,
  ICalEvent,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { SeriesRecord } from '../series/SeriesRecord';
import { groupSeries, localText, type SeriesGroup } from './groupSeries';
import { timeZoneText } from './timeZoneText';
import type { Inventory, ResourceFacts } from '../domain/Inventory';

/** How often clients are asked to come. */
const REFRESH_SECONDS = 15 * 60;
const MAX_RESOURCES_IN_TITLE = 3;
/** Bookings that are written before others get their turn: some milliseconds. */
const AT_ONCE = 25;
const END = 'END:VCALENDAR';

const STATUS_TITLES: Partial<Record<BookingStatus, string>> = {
  pending: 'Waiting for approval',
  active: 'Active',
  completed: 'Completed',
  released: 'Released early',
};

export interface FeedContent {
  kind: FeedScope['kind'];
  /** What the calendar is about. */
  title: string;
  /** In the order in which they are written. */
  bookings: BookingRecord[];
  /** Whether there are more than are given. */
  truncated: boolean;
  /** Those that bookings are of. */
  series?: SeriesRecord[];
  inventory: Inventory;
  portalUrl?: string;
}

/**
 * A calendar as text (RFC 5545): in UTC, and a series in its zone.
 *
 * It is a mirror: clients replace what they had with each answer. So what was
 * cancelled is left out, and equal bookings give equal text (`DTSTAMP` is the
 * last change, as the RFC says of a calendar without a method).
 *
 * A booking in somebody's own calendar makes them busy. Other people's bookings
 * do not.
 *
 * Thousands of bookings take a good part of a second to write, so they are
 * written a few at a time: bookings start and end by the second meanwhile.
 */
export async function renderFeed(content: FeedContent): Promise<string> {
  const { title, bookings, truncated } = content;
  const calendar = ical({
    // The library escapes what is in events, but not these two.
    name: escape(oneLine(`Callboard: ${title}`), false),
    description: truncated
      ? escape('There are more bookings than this calendar shows', false)
      : undefined,
    prodId: { company: 'callboard', product: 'reservations', language: 'EN' },
    ttl: REFRESH_SECONDS,
  });
  const { groups, singles } = groupSeries(bookings, content.series ?? []);
  const parts = [
    calendar.toString().slice(0, -END.length),
    ...timeZonesOf(groups),
  ];
  const write = (event: ICalEventData, change = (text: string) => text) =>
    parts.push(foldLines(change(new ICalEvent(event, calendar).toString())));
  const all = [
    ...groups.map(group => () => writeSeries(group, content, write)),
    ...singles.map(one => () => write(eventOf(one, content))),
  ];
  for (const [index, writeOne] of all.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) {
      await yieldToOthers();
    }
    writeOne();
  }
  return [...parts, END].join('');
}

function timeZonesOf(groups: SeriesGroup[]): string[] {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { series, members } of groups) {
    const [first, last] = [members[0].place, members.at(-1)!.place];
    const { from, to } = spans.get(series.timeZone) ?? {
      from: first.start,
      to: last.end,
    };
    spans.set(series.timeZone, {
      from: Math.min(from, first.start),
      to: Math.max(to, last.end),
    });
  }
  return [...spans].map(([timeZone, span]) => timeZoneText(timeZone, span));
}

/**
 * One event with the rule of the series, in its zone, and one more for each
 * booking that is not as the others are (RFC 5545, section 3.8.4.4).
 */
function writeSeries(
  { series, members, rule, missing }: SeriesGroup,
  content: FeedContent,
  write: (event: ICalEventData, change?: (text: string) => string) => void,
): void {
  const { timeZone, localLength } = series;
  const [{ booking, place }] = members;
  const id = `series-${series.id}@callboard`;
  const common = eventOf(withoutStatus(booking), content);
  const exdates = missing.map(
    one => `EXDATE${localText(one.localStart, timeZone)}\r\n`,
  );
  write({ ...common, id, sequence: series.version - 1 }, text =>
    text
      .replace(
        /^DTSTART:.*$/m,
        `DTSTART${localText(place.localStart, timeZone)}`,
      )
      .replace(
        /^DTEND:.*\r\n/m,
        `DTEND${localText(place.localStart + localLength, timeZone)}\r\n${rule}\r\n${exdates.join('')}`,
      ),
  );
  const seen = comparable(common);
  for (const member of members) {
    const own = eventOf(member.booking, content);
    const same = comparable(eventOf(withoutStatus(member.booking), content));
    if (!member.regular || same !== seen) {
      const recurrenceId = localText(member.place.localStart, timeZone);
      write({ ...own, id }, text =>
        text.replace(/^DTSTART:/m, `RECURRENCE-ID${recurrenceId}\r\nDTSTART:`),
      );
    }
  }
}

/** That one of a series is over already makes it no other event. */
function withoutStatus(booking: BookingRecord): BookingRecord {
  return booking.status === 'pending'
    ? booking
    : { ...booking, status: 'confirmed' };
}

function comparable(event: ReturnType<typeof eventOf>): string {
  const { summary, location, description, url, status } = event;
  return JSON.stringify([
    summary,
    location,
    url ? description.replace(url, '') : description,
    status,
  ]);
}

function eventOf(
  booking: BookingRecord,
  { kind, inventory, portalUrl }: FeedContent,
) {
  const resources = booking.resources.flatMap(
    ({ id }) => inventory.resource(id) ?? [],
  );
  const link = portalUrl && `${portalUrl}/reservations?booking=${booking.id}`;
  return {
    id: `booking-${booking.id}@callboard`,
    sequence: booking.version - 1,
    stamp: new Date(booking.updatedAt),
    created: new Date(booking.createdAt),
    lastModified: new Date(booking.updatedAt),
    start: new Date(booking.startAt),
    end: new Date(booking.endAt),
    summary: summaryOf(kind, booking, resources),
    location: locationOf(resources),
    description: descriptionOf(booking, resources, link),
    url: link,
    status:
      booking.status === 'pending'
        ? ICalEventStatus.TENTATIVE
        : ICalEventStatus.CONFIRMED,
    transparency:
      kind === 'personal'
        ? ICalEventTransparency.OPAQUE
        : ICalEventTransparency.TRANSPARENT,
  };
}

/** In a site's calendar the resource says more than the title alone. */
function summaryOf(
  kind: FeedScope['kind'],
  { title }: BookingRecord,
  resources: ResourceFacts[],
): string {
  return oneLine(kind === 'site' ? `${titlesOf(resources)}: ${title}` : title);
}

function titlesOf(resources: ResourceFacts[]): string {
  const shown = resources
    .slice(0, MAX_RESOURCES_IN_TITLE)
    .map(({ title }) => title);
  const more = resources.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function locationOf(resources: ResourceFacts[]): string {
  const places = resources.map(({ title, location }) =>
    location ? `${title} (${location})` : title,
  );
  const sites = new Set(resources.map(({ site }) => site.title));
  return oneLine([...places, ...sites].join(', '));
}

function descriptionOf(
  booking: BookingRecord,
  resources: ResourceFacts[],
  link: string | undefined,
): string {
  const status = STATUS_TITLES[booking.status];
  return clean(
    [
      booking.purpose,
      resources.map(({ title }) => title).join(', '),
      `Booked for ${booking.owner}`,
      status,
      link,
    ]
      .filter(Boolean)
      .join('\n'),
  );
}

/**
 * Text with line feeds as its only control characters: the others, and the line
 * ends that only some programs take for such, have no place in a calendar.
 */
function clean(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed();
}

function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}
