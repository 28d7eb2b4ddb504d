import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { EmptyState, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { RiWebhookLine } from '@remixicon/react';
import { useDashboard, useEndpoints } from '../../hooks/useEndpoints';
import { useTranslation } from '../../hooks/useTranslation';
import { countEndpoints, worstFirst } from '../../lib/endpointState';
import { mayCreate } from '../../lib/rights';
import { endpointsRouteRef, eventsRouteRef } from '../../routes';
import { WebhooksPage } from '../common/WebhooksPage';
import { Headline } from './Headline';
import { HealthRow } from './HealthRow';
import styles from './OverviewPage.module.css';
import { Today } from './Today';

/** Whether all integrations are well; where not, which and since when. */
export function OverviewPage() {
  return (
    <WebhooksPage>
      <Overview />
    </WebhooksPage>
  );
}

function Overview() {
  const { t } = useTranslation();
  const { data: dashboard, error, refetch } = useDashboard();
  if (!dashboard) {
    return error ? (
      <ErrorPanel
        title={t('overview.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={6} height={64} />
    );
  }
  if (countEndpoints(dashboard).all === 0) {
    return <NoEndpoints canCreate={mayCreate(dashboard)} />;
  }
  return (
    <>
      {error && (
        <ErrorPanel
          title={t('overview.notUpToDate')}
          error={error}
          onRetry={refetch}
        />
      )}
      <Headline dashboard={dashboard} />
      <Today counts={dashboard.deliveries24h} />
      <HealthList />
    </>
  );
}

function HealthList() {
  const { t } = useTranslation();
  const { data: endpoints, error, refetch } = useEndpoints();
  if (!endpoints) {
    return error ? (
      <ErrorPanel
        title={t('endpoints.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={4} height={64} />
    );
  }
  return (
    <div className={styles.health}>
      <div className={styles.columns} aria-hidden>
        <span>{t('overview.column.endpoint')}</span>
        <span>{t('overview.column.state')}</span>
        <span>{t('overview.column.success')}</span>
        <span>{t('overview.column.latency')}</span>
        <span>{t('overview.column.picture')}</span>
        <span>{t('overview.column.lastFailure')}</span>
        <span>{t('overview.column.queue')}</span>
      </div>
      <ul className={styles.rows} aria-label={t('overview.list')}>
        {worstFirst(endpoints).map(endpoint => (
          <HealthRow key={endpoint.id} endpoint={endpoint} />
        ))}
      </ul>
    </div>
  );
}

function NoEndpoints({ canCreate }: { canCreate: boolean }) {
  const { t } = useTranslation();
  const endpoints = useRouteRef(endpointsRouteRef);
  const events = useRouteRef(eventsRouteRef);
  return (
    <EmptyState
      icon={<RiWebhookLine />}
      title={t(canCreate ? 'overview.empty.title' : 'overview.none.title')}
      description={t(canCreate ? 'overview.empty.text' : 'overview.none.text')}
      action={
        <div className={styles.ways}>
          {canCreate && endpoints && (
            <ButtonLink variant="primary" href={`${endpoints()}?form=new`}>
              {t('overview.empty.create')}
            </ButtonLink>
          )}
          {events && (
            <ButtonLink variant="secondary" href={events()}>
              {t('overview.empty.events')}
            </ButtonLink>
          )}
        </div>
      }
    />
  );
}
