import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Skeletons.module.css';

/** Lines in the shape of a list's rows; `height` is one row's in pixels. */
export function RowsSkeleton(props: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  const { rows = 5, height = 56 } = props;
  return (
    <div className={styles.rows} role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={height} rounded={false} />
      ))}
    </div>
  );
}

/** Label and value pairs, as in the drawer. */
export function DetailsSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={styles.details} role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      <Skeleton width="70%" height={24} />
      {['55%', '40%', '62%', '48%'].map(width => (
        <div key={width} className={styles.pair}>
          <Skeleton width="20%" height={12} />
          <Skeleton width={width} height={18} />
        </div>
      ))}
    </div>
  );
}
