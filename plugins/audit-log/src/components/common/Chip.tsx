import { RiCloseLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Filters.module.css';

/** A filter that came from a link, to be taken away again. */
export function Chip(props: {
  name: string;
  children: ReactNode;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <span className={styles.chip}>
      <span className={styles.chipText}>
        {props.name}: {props.children}
      </span>
      <button
        type="button"
        aria-label={t('log.filter.remove', { name: props.name })}
        onClick={props.onRemove}
      >
        <RiCloseLine aria-hidden size={16} />
      </button>
    </span>
  );
}
