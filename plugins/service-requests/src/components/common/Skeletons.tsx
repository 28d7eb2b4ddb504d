import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Skeletons.module.css';

/** Lines in the shape of a list's rows; `height` is one row's in pixels. */
export function RowsSkeleton(props: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  const { rows = 6, height = 48 } = props;
  return (
    <div className={styles.rows} role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={height} rounded={false} />
      ))}
    </div>
  );
}
