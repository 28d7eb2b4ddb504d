import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { MINUTE_MS, useNow } from '@callboard/frontend-kit';
import { useReportFormat } from '../../hooks/useReportFormat';
import { useTeam } from '../../hooks/useTeam';
import { useTranslation } from '../../hooks/useTranslation';
import { useUsageReport } from '../../hooks/useUsageReport';
import { reportWindow } from '../../lib/reportWindow';
import { reportsRouteRef } from '../../routes';
import styles from './Overview.module.css';
import { Part } from './Part';

const STEP_MS = 60 * MINUTE_MS;
const MOST_ROWS = 5;

/** What the people whom somebody leads have used; nothing for who leads nobody. */
export function TeamUse(props: { siteRef: string | undefined; zone: string }) {
  const { siteRef, zone } = props;
  const { t } = useTranslation();
  const format = useReportFormat();
  const reports = useRouteRef(reportsRouteRef)?.();
  const { data: team = [] } = useTeam();
  // In steps, so that the same is asked for in between.
  const now = new Date(Math.floor(useNow().getTime() / STEP_MS) * STEP_MS);
  const { data: report } = useUsageReport(
    team.length === 0
      ? undefined
      : {
          ...reportWindow('days7', zone, now),
          ...{ zone, groupBy: 'type', hours: 'all' },
          site: siteRef ? [siteRef] : undefined,
        },
  );
  // Who reports on sites as well has figures of more than the team.
  if (report?.scope !== 'team') {
    return null;
  }
  const { totals, rows } = report;
  return (
    <Part
      title={t('overview.team')}
      aside={reports && <Link href={reports}>{t('overview.team.report')}</Link>}
    >
      <dl className={styles.figures}>
        <div>
          <dt>{t('overview.team.hours')}</dt>
          <dd>{format.hours(totals.bookedMinutes)}</dd>
        </div>
        <div>
          <dt>{t('overview.team.bookings')}</dt>
          <dd>{format.count(totals.bookings)}</dd>
        </div>
      </dl>
      {rows.length > 0 && (
        <ul className={styles.teamRows}>
          {rows.slice(0, MOST_ROWS).map(({ key, title, bookedMinutes }) => (
            <li key={key}>
              <span>{title}</span>
              <span>{format.hours(bookedMinutes)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.explained}>{t('overview.team.explained')}</p>
    </Part>
  );
}
