import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  LoadMore,
  RowsSkeleton,
} from '@callboard/frontend-kit';
import { RiDatabase2Line } from '@remixicon/react';
import { useOptions } from '../../hooks/useOptions';
import { useServices } from '../../hooks/useServices';
import { useTranslation } from '../../hooks/useTranslation';
import { isNarrowed } from '../../lib/serviceFilter';
import { catalogueRouteRef } from '../../routes';
import { ServiceFilters } from './ServiceFilters';
import styles from './ServiceList.module.css';
import { ServiceTable } from './ServiceTable';
import { useServiceFilter } from './useServiceFilter';

/** What runs, narrowed by what the address says. */
export function ServiceList() {
  const { t } = useTranslation();
  const { filter, change, clear } = useServiceFilter();
  const query = useServices(filter);
  const services = query.data?.pages.flatMap(page => page.items);
  if (services?.length === 0 && !isNarrowed(filter)) {
    return <NothingRuns />;
  }
  return (
    <>
      <ServiceFilters filter={filter} onChange={change} onClear={clear} />
      {query.error && (
        <ErrorPanel
          title={t('services.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {!services && !query.error && <RowsSkeleton rows={8} height={44} />}
      {services?.length === 0 && (
        <EmptyState
          title={t('services.noneFound')}
          action={
            <Button variant="secondary" onPress={clear}>
              {t('common.clearFilters')}
            </Button>
          }
        />
      )}
      {services && services.length > 0 && (
        <div className={styles.list} aria-busy={query.isPlaceholderData}>
          <ServiceTable services={services} />
          <LoadMore query={query} />
        </div>
      )}
    </>
  );
}

function NothingRuns() {
  const { t } = useTranslation();
  const catalogue = useRouteRef(catalogueRouteRef)?.();
  const { data: options } = useOptions();
  const mayRequest = options?.actions.includes('create-request');
  return (
    <EmptyState
      icon={<RiDatabase2Line />}
      title={t('services.empty.title')}
      description={t('services.empty.text')}
      action={
        catalogue &&
        mayRequest && (
          <ButtonLink variant="primary" href={catalogue}>
            {t('services.empty.action')}
          </ButtonLink>
        )
      }
    />
  );
}
