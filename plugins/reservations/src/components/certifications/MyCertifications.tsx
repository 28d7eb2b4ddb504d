import { BgProvider, Text } from '@backstage/ui';
import { useMyCertifications } from '../../hooks/useCertifications';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { HoldingRow } from './HoldingRow';

/** What the signed-in person is certified for. */
export function MyCertifications() {
  const { t } = useTranslation();
  const { data, error, refetch } = useMyCertifications();
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('certifications.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={1} />
    );
  }
  if (data.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('certifications.mineEmpty')}
      </Text>
    );
  }
  return (
    <BgProvider bg="neutral-1">
      <ul className={styles.list} aria-label={t('certifications.mine')}>
        {data.map(holding => (
          <HoldingRow key={holding.id} holding={holding} ofMine />
        ))}
      </ul>
    </BgProvider>
  );
}
