import type { EventDisplayInfo } from '@fullcalendar/react';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { inZone, MINUTE_MS, useLanguage } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type {
  EventDetails,
  MaintenanceEvent,
  MoreEvent,
} from '../../lib/calendarEvents';
import { EventContent, EventTexts } from './EventContent';
import styles from './EventContent.module.css';

/** Below this, title and resource share one line. */
const SHORT_MS = 45 * MINUTE_MS;

/**
 * Draws what stands inside an event's box. FullCalendar asks for all of them
 * again at every step of a drag, so the texts of a booking are made once.
 */
export function useEventContent(zone: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = useTimeFormat({ zone });
  return useMemo(() => {
    const known = new WeakMap<object, EventTexts>();
    const textsOf = (title: string, details: EventDetails): EventTexts => {
      const { booking, status, resources } = details;
      const statusWord = t(`common.status.${status}`);
      const from = inZone(booking.start, zone);
      const to = inZone(booking.end, zone, { locale: language });
      return {
        from: from.toFormat('HH:mm'),
        to: to.toFormat(from.hasSame(to, 'day') ? 'HH:mm' : 'ccc HH:mm'),
        status: status === 'confirmed' ? '' : statusWord,
        spoken: [
          title,
          format.spoken(booking.start, booking.end),
          resources,
          statusWord.toLocaleLowerCase(),
        ].join(', '),
      };
    };
    const remembered = (title: string, details: EventDetails) => {
      const texts = known.get(details.booking) ?? textsOf(title, details);
      known.set(details.booking, texts);
      return texts;
    };
    return (info: EventDisplayInfo) => {
      const { event } = info;
      const details = event.extendedProps as Partial<EventDetails>;
      const { more } = event.extendedProps as Partial<
        MoreEvent['extendedProps']
      >;
      if (more !== undefined) {
        const day = DateTime.fromISO(event.startStr, { zone });
        return (
          <span className={styles.more} data-event>
            <span aria-hidden>{event.title}</span>
            <span className={styles.spoken}>
              {t('calendar.moreSpoken', {
                count: more,
                day: format.day(day.toJSDate()),
              })}
            </span>
          </span>
        );
      }
      const { maintenance } = event.extendedProps as Partial<
        MaintenanceEvent['extendedProps']
      >;
      if (maintenance !== undefined) {
        return <span className={styles.maintenance}>{maintenance}</span>;
      }
      if (!details.booking || info.isMirror || !event.start) {
        return (
          <span className={styles.mirror} data-mirror>
            {timeOf(event.start, zone)}–{timeOf(event.end, zone)}
            {event.title && <b>{event.title}</b>}
          </span>
        );
      }
      const isGrid = info.view.type !== 'dayGridMonth';
      const { start, end } = details.booking;
      return (
        <EventContent
          title={event.title}
          details={details as EventDetails}
          isStart={info.isStart}
          isEnd={info.isEnd}
          isGrid={isGrid}
          isShort={!isGrid || Date.parse(end) - Date.parse(start) <= SHORT_MS}
          texts={remembered(event.title, details as EventDetails)}
        />
      );
    };
    // What is used of `format` changes with language and zone, as `t` does;
    // `format` itself with every minute.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, zone, language]);
}

function timeOf(at: Date | null, zone: string): string {
  return at ? inZone(at, zone).toFormat('HH:mm') : '';
}
