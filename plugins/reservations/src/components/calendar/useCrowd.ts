import { useEffect, useMemo, useState } from 'react';
import type { CalendarEvent } from '../../lib/calendarEvents';
import { CalendarView, daysOf } from '../../lib/calendarWindow';
import { Crowd, thinOut } from '../../lib/crowd';

/** Side by side in a column: narrower ones cannot be read. */
const COLUMN_LANES = { day: 14, week: 4 };
/** In pixels, as `TimeGrid.module.css` and FullCalendar draw them. */
const GRID = { least: 480, around: 300, header: 28, date: 28, row: 22 };

/** The bookings for which there is room, and by day those for which there is none. */
export function useCrowd(
  events: CalendarEvent[],
  shown: { view: CalendarView; window: { from: string; to: string } },
  zone: string,
): Crowd<CalendarEvent> {
  const { view, window } = shown;
  const height = useWindowHeight();
  return useMemo(() => {
    const days = daysOf(window, zone);
    const lanes =
      view === 'month'
        ? rowsOfDay(days.length / 7, height)
        : COLUMN_LANES[view];
    return thinOut(events, { days, lanes, wholeDays: view === 'month' });
  }, [events, view, window, zone, height]);
}

/** How many bookings stand under each other on a day of a month. */
function rowsOfDay(weeks: number, windowHeight: number): number {
  const grid = Math.max(GRID.least, windowHeight - GRID.around) - GRID.header;
  const room = grid / weeks - GRID.date;
  // One row says how many more there are.
  return Math.max(1, Math.floor(room / GRID.row) - 1);
}

function useWindowHeight(): number {
  const [height, setHeight] = useState(window.innerHeight);
  useEffect(() => {
    const onResize = () => setHeight(window.innerHeight);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return height;
}
