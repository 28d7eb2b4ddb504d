import { Skeleton, VisuallyHidden } from '@backstage/ui';
import {
  RowsSkeleton as KitRowsSkeleton,
  useWords,
} from '@callboard/frontend-kit';
import styles from './Skeletons.module.css';

/** Lines in the shape of a list's rows; `height` is one row's in pixels. */
export function RowsSkeleton(props: { rows?: number; height?: number }) {
  const { rows = 5, height = 56 } = props;
  return <KitRowsSkeleton rows={rows} height={height} />;
}

/** Label and value pairs, as in the drawer. */
export function DetailsSkeleton() {
  const word = useWords();
  return (
    <div className={styles.details} role="status">
      <VisuallyHidden>{word('state.loading')}</VisuallyHidden>
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
