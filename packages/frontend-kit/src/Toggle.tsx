import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { ReactNode, useId } from 'react';
import styles from './Toggle.module.css';

/** A line that folds what stands under it. */
export function Toggle(props: {
  title: ReactNode;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}) {
  const { title, isOpen, onToggle, children } = props;
  const id = useId();
  return (
    <div className={styles.toggle}>
      <button
        type="button"
        className={styles.title}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={onToggle}
      >
        {isOpen ? (
          <RiArrowDownSLine aria-hidden size={18} />
        ) : (
          <RiArrowRightSLine aria-hidden size={18} />
        )}
        {title}
      </button>
      {isOpen && (
        <div id={id} className={styles.content}>
          {children}
        </div>
      )}
    </div>
  );
}
