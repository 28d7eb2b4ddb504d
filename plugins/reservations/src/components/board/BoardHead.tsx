import { inZone, useLanguage } from '@callboard/frontend-kit';
import { memo } from 'react';
import type { Scale, Tick } from '../../lib/board/boardScale';
import styles from './Board.module.css';

/** Days above, hours below; it stays in sight. */
export const BoardHead = memo(Head);

function Head(props: {
  ticks: Tick[];
  scale: Scale;
  zone: string;
  corner: string;
}) {
  const { ticks, scale, zone, corner } = props;
  const locale = useLanguage();
  return (
    <div className={styles.head} aria-hidden>
      <div className={styles.corner}>{corner}</div>
      {ticks.map(({ at, day }, index) => {
        const there = inZone(new Date(at), zone, { locale });
        const x = scale.x(at);
        const next = ticks.slice(index + 1).find(tick => !day || tick.day)?.at;
        return (
          <div
            key={at}
            className={day ? styles.day : styles.hour}
            style={{
              insetInlineStart: `calc(var(--names) + ${x}px)`,
              width: scale.x(next ?? scale.to) - x,
            }}
          >
            {day ? <b>{there.toFormat('ccc d LLL')}</b> : there.toFormat('HH')}
          </div>
        );
      })}
    </div>
  );
}

/** The lines between hours, once for all rows, and where now is. */
export const BoardLines = memo(Lines);

function Lines(props: { ticks: Tick[]; scale: Scale; now: number }) {
  const { ticks, scale, now } = props;
  return (
    <div className={styles.lines} aria-hidden>
      {ticks.map(({ at, day }) => (
        <i
          key={at}
          className={day ? styles.dayLine : styles.hourLine}
          style={{ transform: `translateX(${scale.x(at)}px)` }}
        />
      ))}
      {now >= scale.from && now < scale.to && (
        <i
          className={styles.now}
          style={{ transform: `translateX(${scale.x(now)}px)` }}
        />
      )}
    </div>
  );
}
