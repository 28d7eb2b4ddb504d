import { CSSProperties, memo } from 'react';
import type { Scale } from '../../lib/board/boardScale';
import type { Bar } from '../../lib/board/boardTime';
import styles from './Board.module.css';
import { cellId } from './boardCells';
import type { BoardWords } from './useBoardWords';

/** Narrower than this, no word would be readable. */
const WORDS_PX = 28;

/**
 * A stretch of a row that is not free: the time booked, buffers around it. Its
 * place is plain numbers: a custom property on each bar would cost the browser
 * more than all the rest of it.
 */
export const BoardBar = memo(BarView);

function BarView(props: {
  rowKey: string;
  bar: Bar;
  scale: Scale;
  /** Pixels of the names before the time axis. */
  names: number;
  words: BoardWords;
  isActive: boolean;
}) {
  const { rowKey, bar, scale, names, words, isActive } = props;
  const from = scale.x(Math.max(bar.from, scale.from));
  const until = scale.x(Math.min(bar.until, scale.to));
  const start = scale.x(Math.min(Math.max(bar.start, scale.from), scale.to));
  const end = scale.x(Math.min(Math.max(bar.end, scale.from), scale.to));
  const style: CSSProperties = {
    left: names + from,
    width: Math.max(2, until - from),
  };
  if (start > from) style.paddingInlineStart = start - from;
  if (until > end) style.paddingInlineEnd = until - end;
  if (bar.lanes > 1) {
    Object.assign(style, { '--lane': bar.lane, '--lanes': bar.lanes });
  }
  const hasBuffer = start > from || until > end;
  const word = end - start > WORDS_PX ? words.barWord(bar) : null;
  return (
    <div
      id={cellId({ kind: 'bar', row: rowKey, bar })}
      role="gridcell"
      aria-label={words.spokenBar(bar)}
      className={hasBuffer ? styles.bar : `${styles.bar} ${styles.core}`}
      style={style}
      data-bar={bar.key}
      data-kind={bar.kind}
      data-buffer={hasBuffer ? '' : undefined}
      data-lanes={lanesWord(bar.lanes)}
      data-booking={bar.kind === 'booking' ? bar.booking?.id : undefined}
      data-pending={bar.booking?.status === 'pending' ? '' : undefined}
      data-active={isActive ? '' : undefined}
    >
      {hasBuffer ? <span className={styles.core}>{word}</span> : word}
    </div>
  );
}

function lanesWord(lanes: number): string | undefined {
  if (lanes === 1) return undefined;
  return lanes === 2 ? '2' : 'more';
}
