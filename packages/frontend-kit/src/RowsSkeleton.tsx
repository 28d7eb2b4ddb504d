import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './RowsSkeleton.module.css';
import { useWords } from './useWords';

/** Lines in the shape of a list's rows; `height` is one row's in pixels. */
export function RowsSkeleton(props: { rows?: number; height?: number }) {
  const { rows = 6, height = 48 } = props;
  const word = useWords();
  return (
    <div className={styles.rows} role="status">
      <VisuallyHidden>{word('state.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={height} rounded={false} />
      ))}
    </div>
  );
}
