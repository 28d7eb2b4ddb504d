import { KeyboardEvent, RefObject, useCallback, useState } from 'react';
import { isArrowKey } from '../../lib/spatialFocus';
import type { BoardRow } from '../../lib/board/boardRows';
import { Scale, snap } from '../../lib/board/boardScale';
import type { Bar, BoardTime } from '../../lib/board/boardTime';
import { Cell, nextCell, startOf } from './boardCells';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;

/**
 * The board is one stop for the Tab key; arrows move within it, between names,
 * bars and free times, and what they are on is scrolled into sight. (Moving the
 * focus itself would lose it whenever its row is scrolled away and taken down.)
 */
export function useBoardKeys(options: {
  rows: BoardRow[];
  time: BoardTime;
  scale: Scale;
  scroller: RefObject<HTMLElement>;
  sizes: { row: number; head: number; names: number };
  onToggle: (key: string) => void;
  onOpen: (bar: Bar) => void;
  onBook: (resourceRef: string, span?: { start: number; end: number }) => void;
}) {
  const { rows, time, scale, scroller, sizes } = options;
  const { onToggle, onOpen, onBook } = options;
  const [active, setActive] = useState<Cell>();

  const show = useCallback(
    (cell: Cell) => {
      const element = scroller.current;
      const index = rows.findIndex(row => row.key === cell.row);
      if (!element || index < 0) return;
      const top = index * sizes.row;
      const height = element.clientHeight - sizes.head;
      if (top < element.scrollTop) {
        element.scrollTop = top;
      } else if (top + sizes.row > element.scrollTop + height) {
        element.scrollTop = top + sizes.row - height;
      }
      if (cell.kind === 'name') return;
      const x = scale.x(Math.max(startOf(cell), scale.from));
      const room = element.clientWidth - sizes.names;
      if (x < element.scrollLeft || x > element.scrollLeft + room - 40) {
        element.scrollLeft = Math.max(0, x - room / 3);
      }
    },
    [rows, scale, scroller, sizes],
  );

  const enter = (cell: Cell) => {
    if (cell.kind === 'bar') {
      onOpen(cell.bar);
      return;
    }
    const row = rows.find(({ key }) => key === cell.row);
    if (cell.kind === 'gap') {
      const start = Math.max(
        cell.gap.start,
        Math.ceil(Date.now() / QUARTER_MS) * QUARTER_MS,
      );
      const end = Math.min(cell.gap.end, start + HOUR_MS);
      onBook(
        cell.row,
        end > start ? { start, end } : { start, end: snap(start + HOUR_MS) },
      );
    } else if (row?.kind === 'site' || row?.hasParts) {
      onToggle(cell.row);
    } else {
      onBook(cell.row);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isArrowKey(event.key)) {
      event.preventDefault();
      const next = nextCell(rows, time, active, event.key);
      if (next) {
        setActive(next);
        show(next);
      }
    } else if ((event.key === 'Enter' || event.key === ' ') && active) {
      event.preventDefault();
      enter(active);
    }
  };
  return { active, onKeyDown };
}
