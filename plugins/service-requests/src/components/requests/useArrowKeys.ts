import type { KeyboardEvent, RefObject } from 'react';

const STEP: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: at => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Arrows, Home and End go from row to row: to the first link of each. */
export function useArrowKeys(list: RefObject<HTMLElement>) {
  return (event: KeyboardEvent) => {
    const step = STEP[event.key];
    if (!step || !list.current) return;
    const rows = [...list.current.querySelectorAll(':scope > li')];
    const at = rows.findIndex(row => row.contains(document.activeElement));
    const next = rows[step(at, rows.length - 1)]?.querySelector('a');
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
}
