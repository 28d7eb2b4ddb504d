import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import FullCalendar, {
  CalendarRef,
  EventChangeInfo,
  EventClickInfo,
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
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import 'temporal-polyfill/global';
import { toIso, useLanguage } from '@callboard/frontend-kit';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTranslation } from '../../hooks/useTranslation';
import {
  CalendarEvent,
  EventDetails,
  MoreEvent,
  MaintenanceEvent,
  toMoreEvents,
} from '../../lib/calendarEvents';
import type { CalendarView, PlainDate } from '../../lib/calendarWindow';
import styles from './TimeGrid.module.css';
import { useEventContent } from './useEventContent';

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
const NONE: never[] = [];
const HOUR_FORMAT = {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
} as const;
const EVENT_ORDER = 'rank,start,-duration,title';

export type TimeGridProps = {
  view: CalendarView;
  date: PlainDate;
  zone: string;
  events: CalendarEvent[];
  /** Drawn behind the bookings. */
  maintenance?: MaintenanceEvent[];
  /** What is not drawn, by day. */
  hidden: ReadonlyMap<PlainDate, readonly CalendarEvent[]>;
  onOpen: (bookingId: string) => void;
  onSelect: (span: { start: string; end: string }) => void;
  onMove: (booking: CalendarBooking, start: string, end: string) => void;
  onShowDay: (date: PlainDate) => void;
  onShowMore: (date: PlainDate) => void;
};

/**
 * The grid itself. It owns nothing: what it shows and moves comes from outside,
 * and it is drawn again only when one of these things has changed.
 */
function Grid(props: TimeGridProps) {
  const { view, date, zone, events, hidden, maintenance = NONE } = props;
  const { onOpen, onSelect, onMove, onShowDay, onShowMore } = props;
  const { t } = useTranslation();
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

  const onClick = useCallback(
    ({ event, jsEvent }: EventClickInfo) => {
      jsEvent.preventDefault();
      if (event.display === 'background') return;
      const { more } = event.extendedProps as Partial<
        MoreEvent['extendedProps']
      >;
      if (more === undefined) onOpen(event.id);
      else onShowMore(event.startStr);
    },
    [onOpen, onShowMore],
  );
  const onDay = useCallback(
    (day: Date) =>
      onShowDay(DateTime.fromJSDate(day).setZone(zone).toISODate()!),
    [onShowDay, zone],
  );
  const onSpan = useCallback(
    (info: { startStr: string; endStr: string; allDay: boolean }) => {
      onSelect(spanOf(info, zone));
      calendar.current?.getApi().unselect();
    },
    [onSelect, zone],
  );
  const drawn = useMemo(
    () => [
      ...events,
      ...maintenance,
      ...toMoreEvents(hidden, count => t('calendar.more', { count })),
    ],
    [events, maintenance, hidden, t],
  );

  return (
    <div className={styles.grid} data-mode={mode}>
      <FullCalendar
        ref={calendar}
        plugins={PLUGINS}
        locales={LOCALES}
        locale={language === 'it' ? 'it' : 'en-gb'}
        colorScheme={mode}
        timeZone={zone}
        initialView={VIEW_NAMES[view]}
        initialDate={date}
        headerToolbar={false}
        height="100%"
        firstDay={1}
        allDaySlot={hidden.size > 0}
        allDayHeaderContent=""
        timedText={t('calendar.timed')}
        eventAllow={staysTimed}
        eventOrder={EVENT_ORDER}
        displayEventTime={false}
        scrollTime="07:00:00"
        scrollTimeReset={false}
        slotDuration="00:30:00"
        snapDuration="00:15:00"
        slotHeaderFormat={HOUR_FORMAT}
        nowIndicator
        fixedWeekCount={false}
        dayMaxEvents={false}
        slotEventOverlap={false}
        eventMinHeight={16}
        navLinks
        dayHeaderDidMount={nameDayAsSeen}
        events={drawn}
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
        eventContrastColor="var(--bui-fg-primary)"
        blockEventClass={blockClass}
        backgroundEventClass={styles.maintenance}
        columnEventClass={styles.columnEvent}
        columnEventInnerClass={styles.columnEventInner}
        eventClick={onClick}
        eventDrop={onChange}
        eventResize={onChange}
        navLinkDayClick={onDay}
        select={onSpan}
      />
    </div>
  );
}

export const TimeGrid = memo(Grid);

function blockClass({ event }: EventDisplayInfo): string {
  return 'more' in event.extendedProps ? styles.moreEvent : styles.blockEvent;
}

/** What is seen has to be in the name too, for whoever speaks to the computer. */
function nameDayAsSeen({ el, text }: { el: HTMLElement; text: string }) {
  const link = el.querySelector('[role=link]');
  const name = link?.getAttribute('aria-label');
  if (name && !name.includes(text)) {
    link?.setAttribute('aria-label', `${text}, ${name}`);
  }
}

/** Nothing is dropped on the row that says how many more there are. */
function staysTimed(span: { allDay: boolean }): boolean {
  return !span.allDay;
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
