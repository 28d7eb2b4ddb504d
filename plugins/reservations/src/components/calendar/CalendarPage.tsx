import { useMediaQuery } from '@material-ui/core';
import { Alert } from '@backstage/ui';
import { DateTime } from 'luxon';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { CalendarFilters, useCalendar } from '../../hooks/useBookings';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { PlainDate } from '../../lib/calendarWindow';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { AgendaList } from './AgendaList';
import { CalendarFilters as CalendarFilterBar } from './CalendarFilters';
import { CalendarRegion } from './CalendarRegion';
import { CalendarToolbar } from './CalendarToolbar';
import { KeyboardHelp } from './KeyboardHelp';
import { Legend } from './Legend';
import { MoveRefusal } from './MoveRefusal';
import type { TimeGridProps } from './TimeGrid';
import { useCalendarEvents } from './useCalendarEvents';
import { useCalendarState } from './useCalendarState';
import { useCrowd } from './useCrowd';
import { useMaintenanceEvents } from './useMaintenanceEvents';
import { useMoveBooking } from './useMoveBooking';
import { useShortcuts } from './useShortcuts';

const TimeGrid = lazy(() =>
  import('./TimeGrid').then(m => ({ default: m.TimeGrid })),
);

const MoreBookings = lazy(() =>
  import('./MoreBookings').then(m => ({ default: m.MoreBookings })),
);

export function CalendarPage() {
  return (
    <ReservationsPage>
      <BookingCalendar />
    </ReservationsPage>
  );
}

/**
 * With a `scope` it shows that alone, offers no filters of its own, and books
 * `resourceRefs`.
 */
export function BookingCalendar(props: {
  scope?: CalendarFilters;
  resourceRefs?: string[];
}) {
  const { scope } = props;
  const { t } = useTranslation();
  const calendar = useCalendarState();
  const { state, window: shown, zone } = calendar;
  const filters = scope ?? calendar.filters;
  const format = useTimeFormat({ zone });
  const { openBooking, openForm } = useBookingDrawer();
  const { data, error, refetch } = useCalendar(shown, filters);
  const events = useCalendarEvents(data?.items, state.search);
  const maintenance = useMaintenanceEvents(shown, filters);
  const { move, refused, acceptOffer, dismiss } = useMoveBooking();
  const crowd = useCrowd(events, { view: state.view, window: shown }, zone);
  const [moreOf, setMoreOf] = useState<PlainDate>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const isNarrow = useMediaQuery('(max-width: 700px)');

  const resources = scope ? props.resourceRefs : state.resources;
  const book = useCallback(
    (span: { start?: string; end?: string } = {}) =>
      openForm({ ...span, resourceRefs: resources }),
    [openForm, resources],
  );
  const { setDate } = calendar;
  useShortcuts(
    useMemo(
      () => ({
        n: () => book(),
        t: () => setDate(undefined),
        '/': () => searchRef.current?.focus(),
        '?': () => setHelpOpen(true),
      }),
      [book, setDate],
    ),
  );
  const onMove: TimeGridProps['onMove'] = useCallback(
    (booking, start, end) =>
      move({ booking, start, end, resourceRefs: booking.resourceRefs }),
    [move],
  );
  return (
    <>
      <CalendarToolbar calendar={calendar} onHelp={() => setHelpOpen(true)} />
      {!scope && (
        <>
          <CalendarFilterBar
            calendar={calendar}
            bookings={data?.items}
            searchRef={searchRef}
          />
          <Legend />
        </>
      )}
      {error && (
        <ErrorPanel
          title={t('calendar.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {data?.truncated && (
        <Alert status="warning" icon title={t('calendar.truncated')} />
      )}
      {isNarrow ? (
        <NarrowCalendar
          isLoading={!data && !error}
          list={
            <AgendaList
              events={events}
              window={shown}
              zone={zone}
              onOpen={openBooking}
              onBook={book}
            />
          }
        />
      ) : (
        <CalendarRegion label={t('calendar.region')} bookings={data?.items}>
          <Suspense fallback={<RowsSkeleton rows={10} height={44} />}>
            <TimeGrid
              view={state.view}
              date={state.date}
              zone={zone}
              events={crowd.shown}
              maintenance={maintenance}
              hidden={crowd.hidden}
              onOpen={openBooking}
              onSelect={book}
              onMove={onMove}
              onShowDay={calendar.showDay}
              onShowMore={setMoreOf}
            />
          </Suspense>
        </CalendarRegion>
      )}
      {moreOf && (
        <Suspense fallback={null}>
          <MoreBookings
            title={format.day(DateTime.fromISO(moreOf, { zone }).toJSDate())}
            events={crowd.hidden.get(moreOf) ?? []}
            window={shown}
            zone={zone}
            onOpen={id => {
              setMoreOf(undefined);
              openBooking(id);
            }}
            onBook={book}
            onClose={() => setMoreOf(undefined)}
          />
        </Suspense>
      )}
      {refused && (
        <MoveRefusal
          refused={refused}
          onChoose={acceptOffer}
          onDismiss={dismiss}
        />
      )}
      <KeyboardHelp isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
    </>
  );
}

function NarrowCalendar(props: { isLoading: boolean; list: JSX.Element }) {
  return props.isLoading ? <RowsSkeleton rows={6} height={72} /> : props.list;
}
