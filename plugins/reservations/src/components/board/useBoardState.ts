import { useSetSearchParams } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { BOARD_DAYS, BoardDays, boardWindow } from '../../lib/board/boardScale';
import { useCalendarState } from '../calendar/useCalendarState';

/** What the board shows; date, zoom and filters are in the address. */
export function useBoardState() {
  const calendar = useCalendarState();
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const { zone, setDate } = calendar;
  const { date } = calendar.state;
  const asked = Number(params.get('days'));
  const days: BoardDays = BOARD_DAYS.find(one => one === asked) ?? 3;
  const window = useMemo(
    () => boardWindow(days, date, zone),
    [days, date, zone],
  );
  const actions = useMemo(
    () => ({
      setDays: (next: BoardDays) => setParams({ days: String(next) }),
      stepDays: (by: 1 | -1) =>
        setDate(
          DateTime.fromISO(date, { zone: 'utc' })
            .plus({ days: by * days })
            .toISODate()!,
        ),
    }),
    [setParams, setDate, date, days],
  );
  return { calendar, days, window, ...actions };
}

export type BoardControls = ReturnType<typeof useBoardState>;
