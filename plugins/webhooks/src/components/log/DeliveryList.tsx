import { Button } from '@backstage/ui';
import { ErrorPanel, LoadMore, RowsSkeleton } from '@callboard/frontend-kit';
import { ReactNode, useState } from 'react';
import { useDeliveries } from '../../hooks/useDeliveries';
import { useTranslation } from '../../hooks/useTranslation';
import type { DeliveryFilter } from '../../lib/deliveryFilter';
import styles from './DeliveryList.module.css';
import { DeliveryRow } from './DeliveryRow';
import { useSteadyRows } from './useSteadyRows';

/** The deliveries of a filter, newest first; `empty` where there are none. */
export function DeliveryList(props: {
  filter: DeliveryFilter;
  empty: ReactNode;
}) {
  const { filter, empty } = props;
  const { t } = useTranslation();
  const query = useDeliveries(filter);
  const [opened, open] = useState<string>();
  const items = query.data?.pages.flatMap(page => page.items);
  const isOpen = items?.some(({ id }) => id === opened) ?? false;
  const { rows, fresh, showFresh } = useSteadyRows(items, isOpen);

  if (!rows && query.error) {
    return (
      <ErrorPanel
        title={t('log.notLoaded')}
        error={query.error}
        onRetry={query.refetch}
      />
    );
  }
  if (!rows) {
    return <RowsSkeleton rows={8} height={44} />;
  }
  return (
    <div className={styles.list} aria-busy={query.isPlaceholderData}>
      {query.error && (
        <ErrorPanel
          title={t('log.notUpToDate')}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {fresh > 0 && (
        <Button size="small" variant="secondary" onPress={showFresh}>
          {t('log.showFresh', { count: fresh })}
        </Button>
      )}
      {rows.length === 0 ? (
        empty
      ) : (
        <ul className={styles.rows} aria-label={t('log.label')}>
          {rows.map(delivery => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              isOpen={delivery.id === opened}
              onToggle={() =>
                open(delivery.id === opened ? undefined : delivery.id)
              }
            />
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </div>
  );
}
