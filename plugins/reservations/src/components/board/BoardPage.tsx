import { Alert } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useResourceTypes, useSites } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTranslation } from '../../hooks/useTranslation';
import { boardRows } from '../../lib/board/boardRows';
import { tint } from '../../lib/colour';
import { CalendarFilters } from '../calendar/CalendarFilters';
import { KeyboardHelp } from '../calendar/KeyboardHelp';
import { Legend } from '../calendar/Legend';
import { useShortcuts } from '../calendar/useShortcuts';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { useClosedNodes } from '../explore/useClosedNodes';
import styles from './Board.module.css';
import { BoardGrid, BoardGridProps } from './BoardGrid';
import { BoardToolbar } from './BoardToolbar';
import { useBoardData } from './useBoardData';
import { useBoardState } from './useBoardState';
import { useRowFilter } from './useRowFilter';

const NO_COLOUR = '#6b7280';

export function BoardPage() {
  return (
    <ReservationsPage>
      <Board />
    </ReservationsPage>
  );
}

/** Every resource with its time: what is free now, what next, and what is set up. */
export function Board() {
  const { t } = useTranslation();
  const board = useBoardState();
  const { calendar, days, window } = board;
  const { siteRef } = useSite();
  const { openBooking, openForm } = useBookingDrawer();
  const { data: sites } = useSites();
  const data = useBoardData(window, siteRef);
  const { resources, calendar: shown } = data;
  const { closed, toggle } = useClosedNodes();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const colourOf = useTypeColours();
  const isOut = useOutOfService(resources);
  const matches = useRowFilter(calendar.state, siteRef, shown?.items);
  const rows = useMemo(
    () =>
      boardRows(sites ?? [], resources ?? [], {
        closed,
        matches,
      }),
    [sites, resources, closed, matches],
  );
  const onBook: BoardGridProps['onBook'] = useCallback(
    (resourceRef, span) =>
      openForm({
        resourceRefs: [resourceRef],
        start: span && new Date(span.start).toISOString(),
        end: span && new Date(span.end).toISOString(),
      }),
    [openForm],
  );
  const { setDate } = calendar;
  useShortcuts(
    useMemo(
      () => ({
        n: () => openForm(),
        t: () => setDate(undefined),
        '/': () => searchRef.current?.focus(),
        '?': () => setHelpOpen(true),
      }),
      [openForm, setDate],
    ),
  );
  const isLoaded = resources && sites && shown;
  return (
    <>
      <BoardToolbar board={board} onHelp={() => setHelpOpen(true)} />
      <CalendarFilters
        calendar={calendar}
        bookings={shown?.items}
        searchRef={searchRef}
      />
      <div className={styles.legend}>
        <Legend />
        <p className={styles.hint}>{t('board.hint')}</p>
      </div>
      {data.error && (
        <ErrorPanel
          title={t('board.notLoaded')}
          error={data.error}
          onRetry={data.refetch}
        />
      )}
      {shown?.truncated && (
        <Alert status="warning" icon title={t('calendar.truncated')} />
      )}
      {!isLoaded && !data.error && <RowsSkeleton rows={10} height={40} />}
      {isLoaded && rows.length === 0 && (
        <EmptyState
          title={t('board.empty')}
          description={t('board.emptyHint')}
        />
      )}
      {isLoaded && rows.length > 0 && (
        <BoardGrid
          rows={rows}
          time={data.time}
          window={window}
          days={days}
          zone={calendar.zone}
          bookings={shown.items}
          colourOf={colourOf}
          powerOf={data.powerOf}
          isOut={isOut}
          onToggle={toggle}
          onOpen={openBooking}
          onBook={onBook}
        />
      )}
      <KeyboardHelp isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
    </>
  );
}

function useTypeColours(): (type: string) => string {
  const mode = useThemeMode();
  const { data: types } = useResourceTypes();
  return useMemo(() => {
    const colours = new Map(
      types?.map(({ name, colour }) => [name, tint(colour, mode)]),
    );
    return type => colours.get(type) ?? NO_COLOUR;
  }, [types, mode]);
}

/** Itself, or what it is part of. */
function useOutOfService(
  resources: Resource[] | undefined,
): (ref: string) => boolean {
  return useMemo(() => {
    const byRef = new Map(resources?.map(one => [one.entityRef, one]));
    return ref => {
      let at = byRef.get(ref);
      while (at && at.status === 'active') {
        at = at.parentRef ? byRef.get(at.parentRef) : undefined;
      }
      return at !== undefined;
    };
  }, [resources]);
}
