import type { BoardRow } from '../../lib/board/boardRows';
import type { Bar, BoardTime, Gap } from '../../lib/board/boardTime';

/** A place on the board that keys reach: a row's name, a bar or free time. */
export type Cell =
  | { kind: 'name'; row: string }
  | { kind: 'bar'; row: string; bar: Bar }
  | { kind: 'gap'; row: string; gap: Gap };

export function cellId(cell: Cell): string {
  const row = cell.row.replace(/[^\w-]/g, '_');
  switch (cell.kind) {
    case 'bar':
      return `board-${row}-${cell.bar.key}`;
    case 'gap':
      return `board-${row}-free-${cell.gap.start}`;
    default:
      return `board-${row}-name`;
  }
}

/** From left to right. */
export function cellsOf(row: BoardRow, time: BoardTime): Cell[] {
  const name: Cell = { kind: 'name', row: row.key };
  if (row.kind === 'site') {
    return [name];
  }
  const { bars, gaps } = time.of(row.resource.entityRef);
  const cells: Cell[] = [
    ...bars.map((bar): Cell => ({ kind: 'bar', row: row.key, bar })),
    ...gaps.map((gap): Cell => ({ kind: 'gap', row: row.key, gap })),
  ];
  return [name, ...cells.sort((a, b) => startOf(a) - startOf(b))];
}

export function startOf(cell: Cell): number {
  if (cell.kind === 'name') return -Infinity;
  return cell.kind === 'bar' ? cell.bar.start : cell.gap.start;
}

function endOf(cell: Cell): number {
  if (cell.kind === 'name') return -Infinity;
  return cell.kind === 'bar' ? cell.bar.end : cell.gap.end;
}

/** The cell of a row at a time of day; its name where that is where one is. */
function cellAt(cells: Cell[], instant: number): Cell {
  return (
    cells.find(cell => startOf(cell) <= instant && instant < endOf(cell)) ??
    cells.findLast(cell => startOf(cell) <= instant) ??
    cells[0]
  );
}

/** Where an arrow leads, or undefined at the edge. */
export function nextCell(
  rows: readonly BoardRow[],
  time: BoardTime,
  current: Cell | undefined,
  key: string,
): Cell | undefined {
  const index = rows.findIndex(row => row.key === current?.row);
  if (!current || index < 0) {
    return rows[0] && cellsOf(rows[0], time)[0];
  }
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const next = rows[index + (key === 'ArrowUp' ? -1 : 1)];
    return next && cellAt(cellsOf(next, time), startOf(current));
  }
  const cells = cellsOf(rows[index], time);
  const at = cells.findIndex(cell => cellId(cell) === cellId(current));
  return cells[at + (key === 'ArrowLeft' ? -1 : 1)];
}
