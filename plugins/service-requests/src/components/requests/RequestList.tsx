import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  LoadMore,
  RowsSkeleton,
} from '@callboard/frontend-kit';
import { RiFileListLine } from '@remixicon/react';
import { useRequestFilter } from '../../hooks/useRequestFilter';
import { useRequests } from '../../hooks/useRequests';
import { useTranslation } from '../../hooks/useTranslation';
import { isNarrowed } from '../../lib/requestFilter';
import { catalogueRouteRef } from '../../routes';
import { RequestFilters } from './RequestFilters';
import styles from './RequestList.module.css';
import { RequestRow } from './RequestRow';

/** Requests, the newest first: one's own, or all that one may see. */
export function RequestList() {
  const { t } = useTranslation();
  const { filter, change, clear } = useRequestFilter();
  const query = useRequests(filter);
  const requests = query.data?.pages.flatMap(page => page.items);
  return (
    <>
      <RequestFilters filter={filter} onChange={change} onClear={clear} />
      {query.error && (
        <ErrorPanel
          title={t('requests.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {!requests && !query.error && <RowsSkeleton rows={6} height={64} />}
      {requests?.length === 0 && (
        <NoRequests isNarrowed={isNarrowed(filter)} onClear={clear} />
      )}
      {requests && requests.length > 0 && (
        <ul
          className={styles.rows}
          aria-label={t('page.requests')}
          aria-busy={query.isPlaceholderData}
        >
          {requests.map(request => (
            <RequestRow key={request.id} request={request} />
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </>
  );
}

function NoRequests(props: { isNarrowed: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  const catalogue = useRouteRef(catalogueRouteRef)?.();
  if (props.isNarrowed) {
    return (
      <EmptyState
        title={t('requests.noneFound')}
        action={
          <Button variant="secondary" onPress={props.onClear}>
            {t('common.clearFilters')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<RiFileListLine />}
      title={t('requests.empty.title')}
      description={t('requests.empty.text')}
      action={
        catalogue && (
          <ButtonLink variant="primary" href={catalogue}>
            {t('form.nothing.action')}
          </ButtonLink>
        )
      }
    />
  );
}
