import {
  KeyboardEvent,
  PointerEvent,
  UIEvent,
  useCallback,
  useRef,
  useState,
} from 'react';
import type { BoardRow } from '../../lib/board/boardRows';
import { Scale, snap } from '../../lib/board/boardScale';
import type { Bar, BoardTime, Gap } from '../../lib/board/boardTime';
import type { Hovered } from '../calendar/HoverCard';

/** What is drawn at the pointer: free time, and what a drag has taken of it. */
export interface Ghost {
  index: number;
  resourceRef: string;
  gap: Gap;
  drawn?: { start: number; end: number };
}

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
/** While rows pass below the pointer, it points at none of them. */
const STILL_MS = 150;

/**
 * The mouse on the board: over free time it shows for how long; pressed there it
 * draws a booking, within what is free; a click on a bar opens it. One set of
 * listeners serves all rows.
 */
export function useBoardPointer(options: {
  rows: BoardRow[];
  time: BoardTime;
  scale: Scale;
  sizes: { row: number; head: number; names: number };
  now: number;
  onToggle: (key: string) => void;
  onOpen: (bar: Bar) => void;
  onBook: (resourceRef: string, span: { start: number; end: number }) => void;
}) {
  const { rows, time, scale, sizes, now } = options;
  const { onToggle, onOpen, onBook } = options;
  const [ghost, setGhost] = useState<Ghost>();
  const [hovered, setHovered] = useState<Hovered>();
  const pressed = useRef<{ at: number; ghost: Ghost }>();
  const scrolled = useRef(-Infinity);

  const place = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      const box = event.currentTarget.getBoundingClientRect();
      const { scrollLeft, scrollTop } = event.currentTarget;
      const x = event.clientX - box.left - sizes.names;
      const y = event.clientY - box.top - sizes.head;
      if (x < 0 || y < 0) return undefined;
      const index = Math.floor((y + scrollTop) / sizes.row);
      const row = rows[index];
      return row?.kind === 'resource'
        ? { index, row, at: scale.at(x + scrollLeft) }
        : undefined;
    },
    [rows, scale, sizes],
  );

  const gapAt = (event: PointerEvent<HTMLElement>): Ghost | undefined => {
    const found = place(event);
    if (!found || !found.row.resource.actions.includes('book')) {
      return undefined;
    }
    const gap = time
      .of(found.row.key)
      .gaps.find(({ start, end }) => start <= found.at && found.at < end);
    if (!gap || gap.end <= now) {
      return undefined;
    }
    return {
      index: found.index,
      resourceRef: found.row.key,
      gap: { ...gap, start: Math.max(gap.start, now) },
    };
  };

  const barAt = (event: PointerEvent<HTMLElement>): Bar | undefined => {
    const element = (event.target as Element).closest<HTMLElement>(
      '[data-bar]',
    );
    const row = element?.closest<HTMLElement>('[data-row]')?.dataset.row;
    return row === undefined
      ? undefined
      : time.of(row).bars.find(({ key }) => key === element!.dataset.bar);
  };

  const hover = (event: PointerEvent<HTMLElement>) => {
    if (event.timeStamp - scrolled.current < STILL_MS) return;
    showWhole(event.target as HTMLElement);
    const bar = barAt(event);
    if (bar) {
      setGhost(undefined);
      const box = (event.target as Element)
        .closest('[data-bar]')!
        .getBoundingClientRect();
      setHovered(current => {
        if (!bar.booking) return undefined;
        return current?.booking === bar.booking
          ? current
          : { booking: bar.booking, box };
      });
      return;
    }
    setHovered(undefined);
    const next = gapAt(event);
    setGhost(current =>
      current?.gap.start === next?.gap.start &&
      current?.index === next?.index &&
      !current?.drawn
        ? current
        : next,
    );
  };

  const draw = (event: PointerEvent<HTMLElement>) => {
    const { at, ghost: from } = pressed.current!;
    const box = event.currentTarget.getBoundingClientRect();
    const x =
      event.clientX - box.left - sizes.names + event.currentTarget.scrollLeft;
    setGhost({ ...from, drawn: spanOf(at, scale.at(x), from.gap) });
  };

  const forget = () => {
    pressed.current = undefined;
    setGhost(undefined);
    setHovered(undefined);
  };

  const handlers = {
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === 'touch') return;
      if (pressed.current) {
        draw(event);
      } else if (event.buttons === 0) {
        hover(event);
      }
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      setHovered(undefined);
      const found = barAt(event) ? undefined : gapAt(event);
      const at = place(event)?.at;
      if (found && at !== undefined) {
        pressed.current = { at, ghost: found };
        event.currentTarget.setPointerCapture?.(event.pointerId);
      }
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const drawing = pressed.current;
      if (drawing) {
        const { drawn } = ghost ?? {};
        forget();
        onBook(
          drawing.ghost.resourceRef,
          drawn ?? anHourFrom(drawing.at, drawing.ghost.gap),
        );
        return;
      }
      const name = (event.target as Element).closest<HTMLElement>('[data-name]')
        ?.dataset.name;
      if (name !== undefined) {
        onToggle(name);
        return;
      }
      const bar = barAt(event);
      if (bar) {
        setHovered(undefined);
        onOpen(bar);
      } else if (event.pointerType === 'touch') {
        const found = gapAt(event);
        const at = place(event)?.at;
        if (found && at !== undefined) {
          onBook(found.resourceRef, anHourFrom(at, found.gap));
        }
      }
    },
    onPointerLeave: () => {
      if (!pressed.current) forget();
    },
    onPointerCancel: forget,
    onScroll: (event: UIEvent<HTMLElement>) => {
      scrolled.current = event.timeStamp;
      setHovered(undefined);
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && pressed.current) {
      event.preventDefault();
      forget();
    }
  };
  return { ghost, hovered, handlers, onKeyDown };
}

/** What is cut off can be read under the pointer; until then nothing is set. */
function showWhole(element: HTMLElement) {
  if ('cut' in element.dataset && !element.title) {
    element.title = element.textContent ?? '';
  }
}

/** What a drag from one instant to another takes of a gap, in whole quarters. */
function spanOf(from: number, to: number, gap: Gap) {
  const inside = (instant: number) =>
    Math.min(Math.max(snap(instant), gap.start), gap.end);
  const [start, end] = [inside(Math.min(from, to)), inside(Math.max(from, to))];
  return end - start >= QUARTER_MS
    ? { start, end }
    : { start, end: Math.min(start + QUARTER_MS, gap.end) };
}

/** A click takes an hour, or what there is of it. */
function anHourFrom(at: number, gap: Gap) {
  const start = Math.max(Math.floor(at / QUARTER_MS) * QUARTER_MS, gap.start);
  return { start, end: Math.min(start + HOUR_MS, gap.end) };
}
