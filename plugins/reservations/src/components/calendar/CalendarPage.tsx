import { useMediaQuery } from '@material-ui/core';
import { Alert } from '@backstage/ui';
import {
  FocusEvent,
  KeyboardEvent,
  lazy,
  Suspense,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { CalendarFilters, useCalendar } from '../../hooks/useBookings';
import { useTranslation } from '../../hooks/useTranslation';
import { isArrowKey, nextBox } from '../../lib/spatialFocus';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { AgendaList } from './AgendaList';
import { CalendarFilters as CalendarFilterBar } from './CalendarFilters';
import styles from './CalendarPage.module.css';
import { CalendarToolbar } from './CalendarToolbar';
import { HoverCard, Hovered } from './HoverCard';
import { KeyboardHelp } from './KeyboardHelp';
import { Legend } from './Legend';
import { MoveRefusal } from './MoveRefusal';
import type { TimeGridProps } from './TimeGrid';
import { useCalendarEvents } from './useCalendarEvents';
import { useCalendarState } from './useCalendarState';
import { useMoveBooking } from './useMoveBooking';
import { useShortcuts } from './useShortcuts';

const TimeGrid = lazy(() =>
  import('./TimeGrid').then(m => ({ default: m.TimeGrid })),
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
  const { openBooking, openForm } = useBookingDrawer();
  const { data, error, refetch } = useCalendar(shown, filters);
  const events = useCalendarEvents(data?.items, state.search);
  const { move, refused, acceptOffer, dismiss } = useMoveBooking();
  const [hovered, setHovered] = useState<Hovered>();
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
  const onHover: TimeGridProps['onHover'] = useCallback(
    (booking, element) =>
      setHovered(
        booking && element
          ? { booking, box: element.getBoundingClientRect() }
          : undefined,
      ),
    [],
  );
  const onMove: TimeGridProps['onMove'] = useCallback(
    (booking, start, end) =>
      move({ booking, start, end, resourceRefs: booking.resourceRefs }),
    [move],
  );
  const onFocus = (event: FocusEvent) => {
    const id = bookingIdIn(event.target);
    const booking = data?.items.find(item => item.id === id);
    if (booking && event.target.matches(':focus-visible')) {
      onHover(booking, event.target);
    }
  };

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
        // The bookings inside are what is focused; the keys bubble up to here.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
          className={styles.calendar}
          role="region"
          aria-label={t('calendar.region')}
          onKeyDown={moveFocus}
          onFocus={onFocus}
          onBlur={() => setHovered(undefined)}
        >
          <Suspense fallback={<RowsSkeleton rows={10} height={44} />}>
            <TimeGrid
              view={state.view}
              date={state.date}
              zone={zone}
              events={events}
              onOpen={openBooking}
              onSelect={book}
              onMove={onMove}
              onShowDay={calendar.showDay}
              onHover={onHover}
            />
          </Suspense>
        </div>
      )}
      {hovered && <HoverCard hovered={hovered} />}
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

function bookingIdIn(element: Element): string | undefined {
  return element.querySelector<HTMLElement>('[data-booking]')?.dataset.booking;
}

/** Arrows go to the nearest booking in their direction. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const current = event.target as HTMLElement;
  if (!isArrowKey(event.key) || !bookingIdIn(current)) {
    return;
  }
  const others = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('[data-booking]'),
  ]
    .map(content => content.closest<HTMLElement>('[tabindex]'))
    .filter(element => element !== null)
    .filter(element => element !== current);
  const next = nextBox(
    current.getBoundingClientRect(),
    others.map(element => element.getBoundingClientRect()),
    event.key,
  );
  if (next !== undefined) {
    event.preventDefault();
    others[next].focus();
  }
}
