import { Button, Skeleton, Text } from '@backstage/ui';
import { useState } from 'react';
import { useTimeline } from '../../hooks/useTimeline';
import { useTranslation } from '../../hooks/useTranslation';
import { Field } from '../booking/Field';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from './History.module.css';
import { HistoryItem } from './HistoryItem';

const LATEST = 6;

/** What has happened to a booking, the latest last. */
export function HistorySection({ bookingId }: { bookingId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useTimeline(bookingId);
  const [isWhole, setWhole] = useState(false);
  if (!data) {
    return (
      <Field label={t('history.title')}>
        {error ? (
          <ErrorPanel
            title={t('history.failed')}
            error={error}
            onRetry={refetch}
          />
        ) : (
          <div aria-label={t('history.loading')} aria-busy>
            <Skeleton height={20} />
          </div>
        )}
      </Field>
    );
  }
  const { items, complete, missing } = data;
  if (items.length === 0) {
    return null;
  }
  const shown = isWhole ? items : items.slice(-LATEST);
  return (
    <Field label={t('history.title')}>
      {!complete && (
        <Text as="p" variant="body-small" color="secondary">
          {t('history.incomplete')}
        </Text>
      )}
      <ol className={styles.items}>
        {shown.map((item, index) => (
          <HistoryItem
            key={`${items.length - shown.length + index}`}
            item={item}
          />
        ))}
      </ol>
      {missing.includes('deliveries') && (
        <Text as="p" variant="body-small" color="secondary">
          {t('history.noDeliveries')}
        </Text>
      )}
      {items.length > LATEST && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => setWhole(whole => !whole)}
        >
          {isWhole
            ? t('history.lastOnes')
            : t('history.all', { total: String(items.length) })}
        </Button>
      )}
    </Field>
  );
}
