import { useId } from 'react';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import {
  pathOf,
  scaleOf,
  type Series,
  thinned,
  valuesOf,
} from '../../lib/chart';
import { writeFigure } from '../../lib/units';
import styles from './MetricChart.module.css';

const SIZE = { width: 300, height: 96 };
const MOST_ROWS = 12;

/** One measured thing over time: a line, a sentence, and the same as a table. */
export function MetricChart({ series }: { series: Series }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  const said = useSaid();
  const { unit, points } = series;
  const title = said(series.title);
  const values = valuesOf(points);
  if (values.length === 0) {
    return (
      <figure className={styles.chart}>
        <figcaption className={styles.title}>{title}</figcaption>
        <p className={styles.faint}>{t('service.metrics.noPoints')}</p>
      </figure>
    );
  }
  const write = (value: number) => writeFigure(value, unit, format.number);
  const scale = scaleOf(points, unit);
  const summary = t('service.metrics.summary', {
    title,
    now: write(values[values.length - 1]),
    low: write(Math.min(...values)),
    high: write(Math.max(...values)),
  });
  const line = pathOf(points, scale, SIZE);
  return (
    <figure className={styles.chart}>
      <figcaption id={id}>
        <span className={styles.title}>{title}</span>{' '}
        <span className={styles.now}>{write(values[values.length - 1])}</span>
      </figcaption>
      <div className={styles.plot}>
        <div className={styles.axis} aria-hidden>
          {[...scale.ticks].reverse().map(tick => (
            <span key={tick}>{write(tick)}</span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
        >
          {scale.ticks.map((tick, index) => {
            const y = SIZE.height * (1 - index / (scale.ticks.length - 1));
            return (
              <line
                key={tick}
                className={styles.grid}
                x1="0"
                x2={SIZE.width}
                y1={y}
                y2={y}
              />
            );
          })}
          <path className={styles.line} d={line} />
        </svg>
      </div>
      <div className={styles.times} aria-hidden>
        <span>{format.moment(points[0].at)}</span>
        <span>{format.moment(points[points.length - 1].at)}</span>
      </div>
      <details className={styles.details}>
        <summary>{t('service.metrics.asTable')}</summary>
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('service.metrics.time')}</th>
              <th scope="col">{t('service.metrics.value')}</th>
            </tr>
          </thead>
          <tbody>
            {thinned(points, MOST_ROWS).map(({ at, value }) => (
              <tr key={at}>
                <th scope="row">{format.moment(at)}</th>
                <td>
                  {value === undefined
                    ? t('service.metrics.missing')
                    : write(value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
