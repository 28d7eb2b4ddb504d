import type { UsageFigures } from '@callboard/backstage-plugin-reservations-common';
import { useReportFormat } from '../../hooks/useReportFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { Explained } from './Explained';
import styles from './Figures.module.css';

/** The whole report in six figures, each with what it counts. */
export function Figures({ totals }: { totals: UsageFigures }) {
  const { t } = useTranslation();
  const format = useReportFormat();
  const { hours, count } = format;
  const unused = [
    ['noShows', totals.noShows, totals.noShowMinutes],
    ['cancelled', totals.cancelled, totals.cancelledMinutes],
    ['released', totals.releasedEarly, totals.releasedMinutes],
  ] as const;
  return (
    <section aria-label={t('reports.figures')}>
      <dl className={styles.figures}>
        {totals.utilisation !== undefined && (
          <Figure
            name={t('reports.figure.utilisation')}
            value={format.percent(totals.utilisation)}
            explained={t('reports.figure.utilisation.explained', {
              used: hours(totals.usedMinutes ?? 0),
              capacity: hours(totals.capacityMinutes ?? 0),
              maintenance: hours(totals.maintenanceMinutes ?? 0),
            })}
          />
        )}
        <Figure
          name={t('reports.figure.booked')}
          value={hours(totals.bookedMinutes)}
          explained={t('reports.figure.booked.explained', {
            bookings: count(totals.bookings),
            buffers: hours(totals.bufferMinutes),
          })}
        />
        {unused.map(([name, bookings, minutes]) => (
          <Figure
            key={name}
            name={t(`reports.figure.${name}`)}
            value={count(bookings)}
            more={bookings > 0 ? hours(minutes) : undefined}
            explained={t(`reports.figure.${name}.explained`, {
              time: hours(minutes),
            })}
          />
        ))}
        <Figure
          name={t('reports.figure.cost')}
          value={
            totals.costs.length > 0
              ? format.costs(totals.costs)
              : t('reports.free')
          }
          explained={t('reports.figure.cost.explained')}
        />
      </dl>
    </section>
  );
}

function Figure(props: {
  name: string;
  value: string;
  more?: string;
  explained: string;
}) {
  const { name, value, more, explained } = props;
  return (
    <div className={styles.figure}>
      <dt>
        {name}
        <Explained what={name}>{explained}</Explained>
      </dt>
      <dd>
        <span className={styles.value}>{value}</span>
        {more && <span className={styles.more}>{more}</span>}
      </dd>
    </div>
  );
}
