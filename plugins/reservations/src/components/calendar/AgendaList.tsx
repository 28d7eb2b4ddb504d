import { Button, Text } from '@backstage/ui';
import { RiCalendarLine } from '@remixicon/react';
import { DateTime } from 'luxon';
import { useMemo, useState } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { CalendarEvent } from '../../lib/calendarEvents';
import { daysOf, plainDate } from '../../lib/calendarWindow';
import { EmptyState } from '@callboard/frontend-kit';
import { StatusTag } from '../common/StatusTag';
import styles from './AgendaList.module.css';

/** So many at first: thousands would take seconds to draw. */
const PAGE = 100;

/** The calendar of a small screen: a list by day, of the same bookings. */
export function AgendaList(props: {
  events: CalendarEvent[];
  window: { from: string; to: string };
  zone: string;
  onOpen: (bookingId: string) => void;
  onBook: () => void;
  /** Also what is over by now. */
  fromStart?: boolean;
}) {
  const { events, window, zone, onOpen, onBook } = props;
  const { t } = useTranslation();
  const format = useTimeFormat({ zone });
  const [isEarlierShown, setEarlierShown] = useState(props.fromStart ?? false);
  const [limit, setLimit] = useState(PAGE);
  const days = useMemo(
    () => byDay(events, window, zone),
    [events, window, zone],
  );
  if (days.length === 0) {
    return (
      <EmptyState
        icon={<RiCalendarLine />}
        title={t('calendar.empty')}
        description={t('calendar.emptyHint')}
        action={
          <Button variant="secondary" onPress={onBook}>
            {t('calendar.bookHere')}
          </Button>
        }
      />
    );
  }
  const today = plainDate(format.now, zone);
  const dayTitle = (day: string) =>
    format.day(DateTime.fromISO(day, { zone }).toJSDate());
  const first = days.findIndex(([day]) => day >= today);
  const earlier = isEarlierShown ? 0 : Math.max(first, 0);
  const { pages, rest } = upTo(limit, days.slice(earlier));
  return (
    <div className={styles.agenda}>
      {earlier > 0 && (
        <Button variant="tertiary" onPress={() => setEarlierShown(true)}>
          {t('calendar.showEarlier', { count: earlier })}
        </Button>
      )}
      {pages.map(([day, entries]) => (
        <section key={day} aria-label={dayTitle(day)}>
          <Text as="h3" variant="body-medium" weight="bold">
            {dayTitle(day)}
          </Text>
          <ul className={styles.entries}>
            {entries.map(event => (
              <li key={event.id}>
                <button
                  type="button"
                  className={styles.entry}
                  style={{ borderLeftColor: event.color }}
                  onClick={() => onOpen(event.id)}
                >
                  <span className={styles.time}>
                    {format
                      .span(event.start, event.end)
                      .split(', ')
                      .slice(1)
                      .join(', ')}
                  </span>
                  <span className={styles.title}>{event.title}</span>
                  <span className={styles.where}>
                    {event.extendedProps.resources}
                    {event.extendedProps.status !== 'confirmed' && (
                      <StatusTag status={event.extendedProps.status} />
                    )}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {rest > 0 && (
        <Button variant="tertiary" onPress={() => setLimit(limit + PAGE)}>
          {t('calendar.showNext', { count: Math.min(rest, PAGE) })}
        </Button>
      )}
    </div>
  );
}

type Day = [date: string, entries: CalendarEvent[]];

/** The first so many entries, and how many there are beyond. */
function upTo(limit: number, days: Day[]): { pages: Day[]; rest: number } {
  const pages: Day[] = [];
  let left = limit;
  for (const [day, entries] of days) {
    if (left > 0) pages.push([day, entries.slice(0, left)]);
    left -= entries.length;
  }
  return { pages, rest: Math.max(0, -left) };
}

/** By the day it starts on, or the window's first for what began before. */
function byDay(
  events: CalendarEvent[],
  window: { from: string; to: string },
  zone: string,
): Day[] {
  const days = daysOf(window, zone);
  const found = new Map<string, CalendarEvent[]>();
  const sorted = [...events].sort((a, b) => (a.start < b.start ? -1 : 1));
  let index = 0;
  for (const event of sorted) {
    const start = Date.parse(event.start);
    while (index + 1 < days.length && days[index + 1].at <= start) index += 1;
    const { date } = days[index];
    const entries = found.get(date);
    if (entries) entries.push(event);
    else found.set(date, [event]);
  }
  return [...found];
}
