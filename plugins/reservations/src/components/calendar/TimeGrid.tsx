import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import FullCalendar, {
  CalendarRef,
  EventChangeInfo,
  EventDisplayInfo,
} from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import enGb from '@fullcalendar/react/locales/en-gb';
import it from '@fullcalendar/react/locales/it';
import '@fullcalendar/react/skeleton.css';
import classicTheme from '@fullcalendar/react/themes/classic';
import '@fullcalendar/react/themes/classic/theme.css';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { DateTime } from 'luxon';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import 'temporal-polyfill/global';
import { useLanguage } from '../../hooks/useLanguage';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { CalendarEvent, EventDetails } from '../../lib/calendarEvents';
import type { CalendarView, PlainDate } from '../../lib/calendarWindow';
import { inZone, MINUTE_MS, toIso } from '../../lib/time';
import { EventContent } from './EventContent';
import styles from './TimeGrid.module.css';

const PLUGINS = [
  timeGridPlugin,
  dayGridPlugin,
  interactionPlugin,
  classicTheme,
];
const LOCALES = [enGb, it];
const VIEW_NAMES: Record<CalendarView, string> = {
  day: 'timeGridDay',
  week: 'timeGridWeek',
  month: 'dayGridMonth',
};
const HOUR_FORMAT = {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
} as const;
/**
 * More at once than this cannot be read, nor painted in time when thousands are
 * in view: the rest stands behind a "+12 more" link.
 */
const VIEWS = {
  timeGridDay: { eventMaxStack: 14 },
  timeGridWeek: { eventMaxStack: 5 },
};
/** Below this, title and resource share one line. */
const SHORT_MS = 45 * MINUTE_MS;

export type TimeGridProps = {
  view: CalendarView;
  date: PlainDate;
  zone: string;
  events: CalendarEvent[];
  onOpen: (bookingId: string) => void;
  onSelect: (span: { start: string; end: string }) => void;
  onMove: (booking: CalendarBooking, start: string, end: string) => void;
  onShowDay: (date: PlainDate) => void;
  onHover: (booking: CalendarBooking | undefined, element?: Element) => void;
};

/** The grid itself. It owns nothing: what it shows and moves comes from outside. */
export function TimeGrid(props: TimeGridProps) {
  const { view, date, zone, events } = props;
  const { onOpen, onSelect, onMove, onShowDay, onHover } = props;
  const calendar = useRef<CalendarRef>(null);
  const language = useLanguage();
  const mode = useThemeMode();
  const renderEvent = useEventContent(zone);

  useEffect(() => {
    const api = calendar.current?.getApi();
    // Not while React renders: FullCalendar flushes synchronously.
    queueMicrotask(() => api?.changeView(VIEW_NAMES[view], date));
  }, [view, date]);

  const onChange = useCallback(
    ({ event }: EventChangeInfo) => {
      const { booking } = event.extendedProps as EventDetails;
      onMove(
        booking,
        instantOf(event.startStr, zone),
        instantOf(event.endStr || event.startStr, zone),
      );
    },
    [onMove, zone],
  );

  return (
    <div className={styles.grid}>
      <FullCalendar
        ref={calendar}
        plugins={PLUGINS}
        locales={LOCALES}
        locale={language === 'it' ? 'it' : 'en-gb'}
        colorScheme={mode}
        timeZone={zone}
        initialView={VIEW_NAMES[view]}
        initialDate={date}
        views={VIEWS}
        headerToolbar={false}
        height="100%"
        firstDay={1}
        allDaySlot={false}
        scrollTime="07:00:00"
        scrollTimeReset={false}
        slotDuration="00:30:00"
        snapDuration="00:15:00"
        slotHeaderFormat={HOUR_FORMAT}
        eventTimeFormat={HOUR_FORMAT}
        nowIndicator
        fixedWeekCount={false}
        dayMaxEvents
        slotEventOverlap={false}
        eventMinHeight={16}
        navLinks
        events={events}
        eventInteractive
        eventResizableFromStart
        eventDragMinDistance={4}
        dragRevertDuration={0}
        longPressDelay={350}
        selectable
        selectMirror
        selectMinDistance={4}
        unselectAuto
        eventContent={renderEvent}
        columnEventClass={styles.columnEvent}
        columnEventInnerClass={styles.columnEventInner}
        eventClick={info => {
          info.jsEvent.preventDefault();
          onOpen(info.event.id);
        }}
        eventDrop={onChange}
        eventResize={onChange}
        eventMouseEnter={info =>
          onHover(
            (info.event.extendedProps as Partial<EventDetails>).booking,
            info.el,
          )
        }
        eventMouseLeave={() => onHover(undefined)}
        eventDragStart={() => onHover(undefined)}
        navLinkDayClick={day =>
          onShowDay(DateTime.fromJSDate(day).setZone(zone).toISODate()!)
        }
        select={info => {
          onSelect(spanOf(info, zone));
          calendar.current?.getApi().unselect();
        }}
      />
    </div>
  );
}

/** FullCalendar's strings carry an offset in a named zone. */
function instantOf(text: string, zone: string): string {
  return toIso(DateTime.fromISO(text, { zone }));
}

const DAY_STARTS_AT = { hour: 9 };

/** Days chosen in the month view become one hour, or those whole days. */
function spanOf(
  info: { startStr: string; endStr: string; allDay: boolean },
  zone: string,
): { start: string; end: string } {
  const start = DateTime.fromISO(info.startStr, { zone });
  const end = DateTime.fromISO(info.endStr, { zone });
  if (info.allDay && end.diff(start, 'days').days <= 1) {
    const morning = start.set(DAY_STARTS_AT);
    return { start: toIso(morning), end: toIso(morning.plus({ hours: 1 })) };
  }
  return { start: toIso(start), end: toIso(end) };
}

function useEventContent(zone: string) {
  const { t } = useTranslation();
  const format = useTimeFormat({ zone });
  const spoken = format.spoken;
  const words = useMemo(
    () => ({ t, spoken }),
    // The words change with the language only; `format` also with every minute.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t, zone],
  );
  return useCallback(
    (info: EventDisplayInfo) => {
      const details = info.event.extendedProps as Partial<EventDetails>;
      const { booking, status } = details;
      if (!booking || !status || !info.event.start) {
        return <span className={styles.mirror}>{info.timeText}</span>;
      }
      const statusWord = words.t(`common.status.${status}`);
      const length = Date.parse(booking.end) - Date.parse(booking.start);
      const isGrid = info.view.type !== VIEW_NAMES.month;
      const time = isGrid
        ? info.timeText
        : inZone(booking.start, zone).toFormat('HH:mm');
      return (
        <EventContent
          title={info.event.title}
          details={details as EventDetails}
          isStart={info.isStart}
          isEnd={info.isEnd}
          isGrid={isGrid}
          isShort={!isGrid || length <= SHORT_MS}
          texts={{
            time,
            status: status === 'confirmed' ? '' : statusWord,
            spoken: [
              info.event.title,
              words.spoken(booking.start, booking.end),
              details.resources,
              statusWord.toLocaleLowerCase(),
            ].join(', '),
          }}
        />
      );
    },
    [words, zone],
  );
}
