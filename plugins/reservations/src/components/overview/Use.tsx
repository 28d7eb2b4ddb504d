import { useLanguage } from '@callboard/frontend-kit';
import type { OverviewUse } from '@callboard/backstage-plugin-reservations-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Overview.module.css';
import { Part } from './Part';
import { shareStyle } from './shareStyle';

/** How busy it is: today, this week, and day by day for a month. */
export function Use({ use }: { use: OverviewUse }) {
  const { t } = useTranslation();
  const locale = useLanguage();
  const percent = (share: number) =>
    new Intl.NumberFormat(locale, {
      style: 'percent',
      maximumFractionDigits: 1,
    }).format(share);
  // Dates are of no zone: noon is the same day in any.
  const format = useTimeFormat({ zone: 'UTC' });
  const day = (date: string) => format.day(`${date}T12:00:00Z`);
  const highest = Math.max(...use.trend.map(({ share }) => share), 0.01);
  return (
    <Part title={t('overview.use')}>
      <dl className={styles.figures}>
        <div>
          <dt>{t('overview.use.today')}</dt>
          <dd>{percent(use.today)}</dd>
        </div>
        <div>
          <dt>{t('overview.use.week')}</dt>
          <dd>{percent(use.week)}</dd>
        </div>
      </dl>
      <ol className={styles.trend} aria-label={t('overview.use.trend')}>
        {use.trend.map(({ date, share }) => (
          <li key={date} title={`${day(date)}: ${percent(share)}`}>
            <span className={styles.bar} style={shareStyle(share / highest)} />
            <span className={styles.spoken}>
              {day(date)}: {percent(share)}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.explained}>{t('overview.use.explained')}</p>
    </Part>
  );
}
