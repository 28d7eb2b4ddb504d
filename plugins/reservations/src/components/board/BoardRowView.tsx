import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { CSSProperties, memo, useMemo } from 'react';
import type { BoardRow } from '../../lib/board/boardRows';
import type { Scale } from '../../lib/board/boardScale';
import { barsBetween, BoardTime, nowAndNext } from '../../lib/board/boardTime';
import styles from './Board.module.css';
import { BoardBar } from './BoardBar';
import { Cell, cellId } from './boardCells';
import type { PowerState } from './useBoardData';
import type { BoardWords } from './useBoardWords';

export interface RowContext {
  scale: Scale;
  sizes: { row: number; head: number; names: number };
  time: BoardTime;
  words: BoardWords;
  now: number;
  /** `#rrggbb` of a type in this theme. */
  colourOf: (type: string) => string;
  powerOf: (resourceRef: string) => PowerState;
  isOut: (resourceRef: string) => boolean;
}

/** One line of the board; drawn again only when something of its own changes. */
export const BoardRowView = memo(BoardLine);

function BoardLine(props: {
  row: BoardRow;
  index: number;
  left: number;
  right: number;
  context: RowContext;
  /** What the keys are on, where that is in this row. */
  active: Cell | undefined;
}) {
  const { row, index, active } = props;
  const { sizes } = props.context;
  const style = { top: sizes.head + index * sizes.row };
  if (row.kind === 'site') {
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        aria-level={1}
        aria-expanded={row.isOpen}
        className={styles.row}
        style={style}
        data-site
      >
        <div
          id={cellId({ kind: 'name', row: row.key })}
          role="rowheader"
          className={styles.name}
          data-name={row.key}
          data-active={active ? '' : undefined}
        >
          <Fold isOpen={row.isOpen} />
          <b>{row.site.title}</b>
          <span className={styles.count}>{row.count}</span>
        </div>
      </div>
    );
  }
  return <ResourceRow {...props} row={row} style={style} />;
}

function ResourceRow(props: {
  row: Extract<BoardRow, { kind: 'resource' }>;
  index: number;
  left: number;
  right: number;
  context: RowContext;
  active: Cell | undefined;
  style: CSSProperties;
}) {
  const { row, index, left, right, context, active, style } = props;
  const { resource } = row;
  const { isOut } = context;
  const { scale, sizes, time, words, now } = context;
  const own = time.of(resource.entityRef);
  const bars = useMemo(
    () => barsBetween(own.bars, scale.at(left), scale.at(right)),
    [own, scale, left, right],
  );
  const said = useMemo(
    () =>
      words.nowAndNext(
        nowAndNext(own, now, scale, isOut(resource.entityRef)),
        now,
      ),
    [words, own, now, scale, isOut, resource],
  );
  const power = context.powerOf(resource.entityRef);
  const state = words.state(resource.status, power);
  const nameId = cellId({ kind: 'name', row: row.key });
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.level + 1}
      aria-expanded={row.hasParts ? row.isOpen : undefined}
      className={styles.row}
      style={
        { ...style, '--type': context.colourOf(resource.type) } as CSSProperties
      }
      data-row={row.key}
    >
      <div
        id={nameId}
        role="rowheader"
        aria-label={[resource.title, said, state].filter(Boolean).join(', ')}
        className={styles.name}
        style={{ paddingInlineStart: 6 + (row.level - 1) * 14 }}
        data-name={row.key}
        data-active={active?.kind === 'name' ? '' : undefined}
      >
        {row.hasParts ? (
          <Fold isOpen={row.isOpen} />
        ) : (
          <span className={styles.leaf} />
        )}
        <span className={styles.words}>
          <span className={styles.title} data-cut>
            {resource.title}
          </span>
          <span className={styles.said} data-cut>
            {said}
          </span>
        </span>
        <span
          className={styles.state}
          data-state={resource.status === 'active' ? power : 'out'}
        >
          {state}
        </span>
      </div>
      {bars.map(bar => (
        <BoardBar
          key={bar.key}
          rowKey={row.key}
          bar={bar}
          scale={scale}
          names={sizes.names}
          words={words}
          isActive={active?.kind === 'bar' && active.bar.key === bar.key}
        />
      ))}
      {active?.kind === 'gap' && (
        <div
          id={cellId(active)}
          role="gridcell"
          aria-label={words.spokenGap(active.gap)}
          className={styles.gap}
          style={placeOf(active.gap.start, active.gap.end, scale)}
          data-active=""
        >
          {words.gap(active.gap)}
        </div>
      )}
    </div>
  );
}

export function placeOf(
  start: number,
  end: number,
  scale: Scale,
): CSSProperties {
  const from = scale.x(Math.max(start, scale.from));
  const to = scale.x(Math.min(end, scale.to));
  return { '--x': `${from}px`, width: Math.max(2, to - from) } as CSSProperties;
}

function Fold({ isOpen }: { isOpen: boolean }) {
  return (
    <span className={styles.fold} aria-hidden>
      {isOpen ? (
        <RiArrowDownSLine size={16} />
      ) : (
        <RiArrowRightSLine size={16} />
      )}
    </span>
  );
}
