import { useOverview } from '../../hooks/useOverview';
import { useSite } from '../../hooks/useSite';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { FreeNow } from './FreeNow';
import { Mine } from './Mine';
import { Needs } from './Needs';
import styles from './Overview.module.css';
import { TeamUse } from './TeamUse';
import { Use } from './Use';

export function OverviewPage() {
  return (
    <ReservationsPage>
      <Overview />
    </ReservationsPage>
  );
}

/** What needs me, what is mine, what is free, how busy it is. */
function Overview() {
  const { t } = useTranslation();
  const { siteRef } = useSite();
  const { zone } = useTimeZone();
  const { data, error, refetch } = useOverview(siteRef, zone);
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('overview.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={4} height={120} />
    );
  }
  return (
    <div className={styles.overview}>
      <Needs needs={data.needs} />
      <Mine mine={data.mine} />
      <FreeNow types={data.freeNow} />
      <Use use={data.use} />
      <TeamUse siteRef={siteRef} zone={zone} />
    </div>
  );
}
