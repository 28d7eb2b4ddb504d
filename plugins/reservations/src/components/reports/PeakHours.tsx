import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import type { CSSProperties } from 'react';
import { useReportFormat } from '../../hooks/useReportFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { Explained } from './Explained';
import styles from './PeakHours.module.css';
import chart from './Trend.module.css';

const LABELLED = 3;

type Cell = UsageReport['peakHours'][number][number];

/** Weekdays and hours as a table whose cells are coloured by how busy they are. */
export function PeakHours({ report }: { report: UsageReport }) {
  const { t } = useTranslation();
  const format = useReportFormat();
  const isShare = report.peakHours
    .flat()
    .some(cell => cell.capacityMinutes > 0);
  const valueOf = (cell: Cell) => (isShare ? shareOf(cell) : cell.usedMinutes);
  const write = (cell: Cell) =>
    isShare ? format.percent(shareOf(cell)) : format.hours(cell.usedMinutes);
  const most = Math.max(...report.peakHours.flat().map(valueOf));
  const busiest = findBusiest(report.peakHours, valueOf);
  return (
    <section className={chart.chart} aria-label={t('reports.peak')}>
      <div className={chart.head}>
        <Text as="h3" variant="body-large" weight="bold">
          {t('reports.peak')}
        </Text>
        <Explained what={t('reports.peak')}>
          {t('reports.peak.explained', { zone: report.zone })}
        </Explained>
      </div>
      {busiest && (
        <Text as="p" color="secondary" className={styles.busiest}>
          {t('reports.peak.busiest', {
            day: format.weekdays[busiest.day],
            hour: clock(busiest.hour),
            value: write(busiest.cell),
          })}
        </Text>
      )}
      <table className={styles.heat}>
        <thead>
          <tr>
            <td />
            {report.peakHours[0].map((_, hour) => (
              // eslint-disable-next-line react/no-array-index-key
              <th key={hour} scope="col" aria-label={clock(hour)}>
                {hour % LABELLED === 0 && (
                  <span aria-hidden>{String(hour).padStart(2, '0')}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.peakHours.map((hours, day) => (
            <tr key={format.weekdays[day]}>
              <th scope="row">
                <abbr title={format.weekdays[day]}>
                  {format.weekdaysShort[day]}
                </abbr>
              </th>
              {hours.map((cell, hour) => (
                <td
                  // eslint-disable-next-line react/no-array-index-key
                  key={hour}
                  className={styles.cell}
                  title={t('reports.peak.cell', {
                    day: format.weekdays[day],
                    hour: clock(hour),
                    value: write(cell),
                  })}
                  style={
                    {
                      '--load': most > 0 ? valueOf(cell) / most : 0,
                    } as CSSProperties
                  }
                >
                  <span className={styles.text}>{write(cell)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function shareOf({ usedMinutes, capacityMinutes }: Cell): number {
  return capacityMinutes > 0 ? Math.min(1, usedMinutes / capacityMinutes) : 0;
}

function clock(hour: number): string {
  const write = (at: number) => `${String(at).padStart(2, '0')}:00`;
  return `${write(hour)}–${write(hour + 1)}`;
}

function findBusiest(
  peakHours: UsageReport['peakHours'],
  valueOf: (cell: Cell) => number,
) {
  const cells = peakHours.flatMap((hours, day) =>
    hours.map((cell, hour) => ({ cell, day, hour })),
  );
  return cells
    .filter(({ cell }) => valueOf(cell) > 0)
    .sort((a, b) => valueOf(b.cell) - valueOf(a.cell))
    .at(0);
}
