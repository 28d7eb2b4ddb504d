import { RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

interface Rows {
  firstRow: number;
  lastRow: number;
}

/**
 * What part of the board is on screen, in coarse steps and with a margin around:
 * scrolling within a step draws nothing at all, and a step a few rows. Steps are
 * small, so that no single frame has to draw many rows; the margin is wider. On
 * a machine that cannot keep up with a rush, rows are left out on the way: what
 * is in sight comes first, and the rest of it in the frames after.
 */
export interface Viewport extends Rows {
  /** Pixels of the time axis. */
  left: number;
  right: number;
  /** Room for the time axis. */
  room: number;
}

const ROW_STEP = 2;
const ROW_MARGIN = 6;
/** No frame draws more new rows than this. */
const ROWS_A_FRAME = 6;
const COLUMN_STEP = 300;

const BEFORE: Viewport = {
  firstRow: 0,
  lastRow: 24,
  left: 0,
  right: 1200,
  room: 0,
};

/**
 * The way from the rows that are shown to those that should be, with so many new
 * ones at most; from the first in sight where none of them stay.
 */
export function rowsTowards(
  shown: Rows,
  wanted: Rows,
  firstInSight: number,
  most: number,
): Rows {
  let firstRow = Math.max(shown.firstRow, wanted.firstRow);
  let lastRow = Math.min(shown.lastRow, wanted.lastRow);
  if (lastRow <= firstInSight || firstRow >= lastRow) {
    firstRow = firstInSight;
    lastRow = firstInSight;
  }
  const below = Math.min(wanted.lastRow - lastRow, most);
  const above = Math.min(firstRow - wanted.firstRow, most - below);
  return { firstRow: firstRow - above, lastRow: lastRow + below };
}

export function useViewport(
  scroller: RefObject<HTMLElement>,
  sizes: { row: number; head: number; names: number },
): Viewport {
  const { row, head, names } = sizes;
  const [viewport, setViewport] = useState(BEFORE);
  const shown = useRef(BEFORE);
  useEffect(() => {
    const element = scroller.current;
    if (!element) {
      return undefined;
    }
    // Asked for while scrolling, these would make the browser lay out the page.
    const size = { width: 0, height: 0 };
    let frame = 0;
    const update = (most: number) => {
      const { scrollTop, scrollLeft } = element;
      const top = scrollTop / row;
      const room = size.width - names;
      const wanted = {
        firstRow: down(top - ROW_MARGIN, ROW_STEP),
        lastRow: up(top + (size.height - head) / row + ROW_MARGIN, ROW_STEP),
      };
      const rows = rowsTowards(shown.current, wanted, Math.floor(top), most);
      const next: Viewport = {
        ...rows,
        left: down(scrollLeft - COLUMN_STEP, COLUMN_STEP),
        right: up(scrollLeft + Math.max(room, 0) + COLUMN_STEP, COLUMN_STEP),
        room,
      };
      if (!isSame(shown.current, next)) {
        shown.current = next;
        setViewport(next);
      }
      return isSame(rows, wanted);
    };
    // The browser tells of scrolling once a frame, just before it draws: what has
    // come into sight is to be in that same frame, and what is left in the next,
    // which is the second to be asked for here.
    const onScroll = () => {
      cancelAnimationFrame(frame);
      if (!flushSync(() => update(ROWS_A_FRAME))) {
        frame = requestAnimationFrame(() => {
          frame = requestAnimationFrame(onScroll);
        });
      }
    };
    const measure = () => {
      size.width = element.clientWidth;
      size.height = element.clientHeight;
      update(Infinity);
    };
    measure();
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(measure);
    observer?.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', onScroll);
      observer?.disconnect();
    };
  }, [scroller, row, head, names]);
  return viewport;
}

function down(pixels: number, step: number): number {
  return Math.max(0, Math.floor(pixels / step) * step);
}

function up(pixels: number, step: number): number {
  return Math.ceil(pixels / step) * step;
}

function isSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every(key => a[key] === b[key]);
}
