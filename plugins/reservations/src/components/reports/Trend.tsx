import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { useReportFormat } from '../../hooks/useReportFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { Explained } from './Explained';
import styles from './Trend.module.css';

const MOST_LABELS = 6;
const GRID = [0, 0.5, 1];

type Point = UsageReport['trend']['points'][number];

/** Use over time as columns: of what there was, or in hours where that is unknown. */
export function Trend({ report }: { report: UsageReport }) {
  const { t } = useTranslation();
  const format = useReportFormat();
  const { step, points } = report.trend;
  const isShare = points.some(point => point.capacityMinutes > 0);
  const valueOf = (point: Point) =>
    isShare ? shareOf(point) : point.usedMinutes;
  const most = Math.max(...points.map(valueOf), 0);
  const top = isShare ? niceShare(most) : Math.max(most, 60);
  const write = (value: number) =>
    isShare ? format.percent(value) : format.hours(value);
  const every = Math.ceil(points.length / MOST_LABELS);
  const [first, last] = [points[0], points[points.length - 1]];
  return (
    <section className={styles.chart} aria-label={t('reports.trend')}>
      <div className={styles.head}>
        <Text as="h3" variant="body-large" weight="bold">
          {t('reports.trend')}
        </Text>
        <Explained what={t('reports.trend')}>
          {t(
            isShare
              ? 'reports.trend.explained'
              : 'reports.trend.explainedHours',
            { step: t(`reports.step.${step}`) },
          )}
        </Explained>
      </div>
      <div
        className={styles.plot}
        role="img"
        aria-label={t('reports.trend.label', {
          from: format.step(first.date, 'day'),
          to: format.step(last.date, 'day'),
        })}
      >
        <div className={styles.axis} aria-hidden>
          {GRID.map(line => (
            <span key={line} style={{ bottom: `${line * 100}%` }}>
              {write(line * top)}
            </span>
          ))}
        </div>
        <div className={styles.columns}>
          {points.map(point => (
            <span
              key={point.date}
              className={styles.slot}
              title={`${format.step(point.date, step)}: ${write(valueOf(point))}`}
            >
              <span
                className={styles.column}
                style={{ height: `${(valueOf(point) / top) * 100}%` }}
              />
            </span>
          ))}
        </div>
      </div>
      <div className={styles.labels} aria-hidden>
        {points.map((point, index) => (
          <span key={point.date}>
            {index % every === 0 && (
              <span className={styles.label}>
                {format.step(point.date, step)}
              </span>
            )}
          </span>
        ))}
      </div>
      <details className={styles.details}>
        <summary>{t('reports.trend.asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('reports.trend.date')}</th>
              <th scope="col">{t('reports.figure.booked')}</th>
              {isShare && (
                <th scope="col">{t('reports.figure.utilisation')}</th>
              )}
            </tr>
          </thead>
          <tbody>
            {points.map(point => (
              <tr key={point.date}>
                <th scope="row">{format.step(point.date, step)}</th>
                <td>{format.hours(point.usedMinutes)}</td>
                {isShare && <td>{format.percent(shareOf(point))}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function shareOf({ usedMinutes, capacityMinutes }: Point): number {
  return capacityMinutes > 0 ? Math.min(1, usedMinutes / capacityMinutes) : 0;
}

/** The top of the scale: the next full tenth. */
function niceShare(most: number): number {
  return Math.min(1, Math.max(0.1, Math.ceil(most * 10) / 10));
}
