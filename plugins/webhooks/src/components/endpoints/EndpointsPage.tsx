import { Button, SearchField } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  RowsSkeleton,
  useSearchParam,
  useTyped,
} from '@callboard/frontend-kit';
import { RiWebhookLine } from '@remixicon/react';
import { useDashboard, useEndpoints } from '../../hooks/useEndpoints';
import { useFormTarget } from '../../hooks/useFormTarget';
import { useTranslation } from '../../hooks/useTranslation';
import { searchEndpoints } from '../../lib/endpointState';
import { mayCreate } from '../../lib/rights';
import { WebhooksPage } from '../common/WebhooksPage';
import { EndpointDrawer } from './EndpointDrawer';
import { EndpointRow } from './EndpointRow';
import styles from './EndpointsPage.module.css';

/** Where events are sent. */
export function EndpointsPage() {
  return (
    <WebhooksPage>
      <EndpointList />
      <EndpointDrawer />
    </WebhooksPage>
  );
}

function EndpointList() {
  const { t } = useTranslation();
  const [q = '', setQ] = useSearchParam('q');
  const [text, setText] = useTyped(q, value =>
    setQ(value || undefined, { replace: true }),
  );
  const { data: endpoints, error, refetch } = useEndpoints();
  if (!endpoints) {
    return error ? (
      <ErrorPanel
        title={t('endpoints.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={5} height={64} />
    );
  }
  if (endpoints.length === 0) {
    return <Empty />;
  }
  const found = searchEndpoints(endpoints, q);
  return (
    <>
      <SearchField
        className={styles.search}
        aria-label={t('endpoints.search')}
        placeholder={t('endpoints.search')}
        value={text}
        onChange={setText}
      />
      {found.length === 0 ? (
        <EmptyState
          title={t('endpoints.noneFound')}
          action={
            <Button variant="secondary" onPress={() => setText('')}>
              {t('endpoints.clearSearch')}
            </Button>
          }
        />
      ) : (
        <ul className={styles.rows} aria-label={t('page.endpoints')}>
          {found.map(endpoint => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </ul>
      )}
    </>
  );
}

function Empty() {
  const { t } = useTranslation();
  const { openNew } = useFormTarget();
  const { data: dashboard } = useDashboard();
  const canCreate = mayCreate(dashboard);
  return (
    <EmptyState
      icon={<RiWebhookLine />}
      title={t(canCreate ? 'overview.empty.title' : 'overview.none.title')}
      description={t(canCreate ? 'overview.empty.text' : 'overview.none.text')}
      action={
        canCreate && (
          <Button variant="primary" onPress={openNew}>
            {t('overview.empty.create')}
          </Button>
        )
      }
    />
  );
}
