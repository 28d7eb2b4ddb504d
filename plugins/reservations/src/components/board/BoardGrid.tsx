import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import { useMediaQuery } from '@material-ui/core';
import {
  CSSProperties,
  RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { BoardRow } from '../../lib/board/boardRows';
import {
  BoardDays,
  boardScale,
  boardTicks,
  Scale,
} from '../../lib/board/boardScale';
import type { Bar, BoardTime, Gap } from '../../lib/board/boardTime';
import { HoverCard } from '../calendar/HoverCard';
import styles from './Board.module.css';
import { BoardHead, BoardLines } from './BoardHead';
import { BoardRowView, placeOf, RowContext } from './BoardRowView';
import { cellId } from './boardCells';
import type { PowerState } from './useBoardData';
import { useBoardKeys } from './useBoardKeys';
import { Ghost, useBoardPointer } from './useBoardPointer';
import { BoardWords, useBoardWords } from './useBoardWords';
import { useViewport } from './useViewport';

export const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 44;
const NAMES = { wide: 280, narrow: 150 };

export interface BoardGridProps {
  rows: BoardRow[];
  time: BoardTime;
  window: { from: string; to: string };
  days: BoardDays;
  zone: string;
  bookings: CalendarBooking[] | undefined;
  colourOf: (type: string) => string;
  powerOf: (resourceRef: string) => PowerState;
  isOut: (resourceRef: string) => boolean;
  onToggle: (key: string) => void;
  onOpen: (bookingId: string) => void;
  onBook: (resourceRef: string, span?: { start: number; end: number }) => void;
}

/**
 * Resources down, time across. However many there are, only the rows and bars
 * on screen and a few around them are in the page: rows have one height, so
 * which ones these are is a division; a row's bars are cut to what is shown.
 */
export function BoardGrid(props: BoardGridProps) {
  const { rows, time, days, zone, onToggle, onOpen, onBook } = props;
  const { t } = useTranslation();
  const mode = useThemeMode();
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(max-width: 700px)');
  const names = isNarrow ? NAMES.narrow : NAMES.wide;
  const sizes = useMemo(
    () => ({ row: ROW_HEIGHT, head: HEAD_HEIGHT, names }),
    [names],
  );
  const viewport = useViewport(scroller, sizes);
  const { room } = viewport;
  const scale = useMemo(
    () => boardScale(props.window, days, room),
    [props.window, days, room],
  );
  const ticks = useMemo(
    () => boardTicks(scale, days, zone),
    [scale, days, zone],
  );
  const words = useBoardWords();
  const now = useTimeFormat().now.getTime();
  const { colourOf, powerOf, isOut } = props;
  const context = useMemo(
    (): RowContext => ({
      scale,
      sizes,
      time,
      words,
      now,
      colourOf,
      powerOf,
      isOut,
    }),
    [scale, sizes, time, words, now, colourOf, powerOf, isOut],
  );

  useStartAtNow(scroller, scale, room);

  const openBar = useCallback(
    (bar: Bar) => {
      if (bar.booking) onOpen(bar.booking.id);
    },
    [onOpen],
  );
  const { active, onKeyDown } = useBoardKeys({
    rows,
    time,
    scale,
    scroller,
    sizes,
    onToggle,
    onOpen: openBar,
    onBook,
  });
  const pointer = useBoardPointer({
    rows,
    time,
    scale,
    sizes,
    now,
    onToggle,
    onOpen: openBar,
    onBook,
  });
  const count = useMemo(() => countOf(rows), [rows]);
  const shown = rows.slice(viewport.firstRow, viewport.lastRow);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-mode={mode}
      role="treegrid"
      tabIndex={0}
      aria-label={t('board.region')}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={active && cellId(active)}
      onKeyDown={event => {
        pointer.onKeyDown(event);
        onKeyDown(event);
      }}
      {...pointer.handlers}
    >
      <div
        className={styles.canvas}
        style={{
          width: names + scale.width,
          height: HEAD_HEIGHT + rows.length * ROW_HEIGHT,
        }}
      >
        <BoardHead
          ticks={ticks}
          scale={scale}
          zone={zone}
          corner={t('board.resources', { count })}
        />
        <BoardLines ticks={ticks} scale={scale} now={now} />
        {shown.map((row, offset) => (
          <BoardRowView
            key={row.key}
            row={row}
            index={viewport.firstRow + offset}
            left={viewport.left}
            right={viewport.right}
            context={context}
            active={active?.row === row.key ? active : undefined}
          />
        ))}
        {pointer.ghost && (
          <GhostView ghost={pointer.ghost} scale={scale} words={words} />
        )}
      </div>
      {pointer.hovered && <HoverCard hovered={pointer.hovered} />}
    </div>
  );
}

/** Where the days are wider than the screen, what is now comes first. */
function useStartAtNow(
  scroller: RefObject<HTMLElement>,
  scale: Scale,
  room: number,
) {
  const { from, to, width } = scale;
  useEffect(() => {
    const now = Date.now();
    if (scroller.current && room > 0 && width > room) {
      const x = ((now - from) / (to - from)) * width;
      scroller.current.scrollLeft =
        now >= from && now < to ? Math.max(0, x - room / 4) : 0;
    }
  }, [scroller, from, to, width, room]);
}

function countOf(rows: BoardRow[]): number {
  return rows.filter(({ kind }) => kind === 'resource').length;
}

/** Free time under the pointer, or what is being drawn there. */
function GhostView(props: { ghost: Ghost; scale: Scale; words: BoardWords }) {
  const { ghost, scale, words } = props;
  const { gap, drawn } = ghost;
  const span: Gap = drawn ?? gap;
  return (
    <div
      className={styles.ghost}
      style={
        {
          ...placeOf(span.start, span.end, scale),
          '--row': ghost.index,
        } as CSSProperties
      }
      data-ghost
      data-dragging={drawn ? '' : undefined}
      aria-hidden
    >
      <span className={styles.sticky}>
        {drawn ? words.span(drawn.start, drawn.end) : words.gap(gap)}
      </span>
    </div>
  );
}
