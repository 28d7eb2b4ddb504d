import { Button, Text } from '@backstage/ui';
import { RiCalendarLine } from '@remixicon/react';
import { DateTime } from 'luxon';
import { useMemo, useState } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { CalendarEvent } from '../../lib/calendarEvents';
import { plainDate } from '../../lib/calendarWindow';
import { EmptyState } from '../common/EmptyState';
import { StatusTag } from '../common/StatusTag';
import styles from './AgendaList.module.css';

/** The calendar of a small screen: a list by day, of the same bookings. */
export function AgendaList(props: {
  events: CalendarEvent[];
  window: { from: string; to: string };
  zone: string;
  onOpen: (bookingId: string) => void;
  onBook: () => void;
}) {
  const { events, window, zone, onOpen, onBook } = props;
  const { t } = useTranslation();
  const format = useTimeFormat({ zone });
  const [isEarlierShown, setEarlierShown] = useState(false);
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
  return (
    <div className={styles.agenda}>
      {earlier > 0 && (
        <Button variant="tertiary" onPress={() => setEarlierShown(true)}>
          {t('calendar.showEarlier', { count: earlier })}
        </Button>
      )}
      {days.slice(earlier).map(([day, entries]) => (
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
    </div>
  );
}

/** By the day it starts on, or the window's first for what began before. */
function byDay(
  events: CalendarEvent[],
  window: { from: string },
  zone: string,
): [string, CalendarEvent[]][] {
  const days = new Map<string, CalendarEvent[]>();
  const sorted = [...events].sort((a, b) => a.start.localeCompare(b.start));
  for (const event of sorted) {
    const from = event.start < window.from ? window.from : event.start;
    const day = plainDate(from, zone);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days];
}
