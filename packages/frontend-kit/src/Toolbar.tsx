import type { ReactNode } from 'react';
import styles from './Toolbar.module.css';

/**
 * One row above a page's content: what moves you about on the left, what
 * narrows on the right. Wraps on a small screen.
 */
export function Toolbar(props: {
  label: string;
  start?: ReactNode;
  end?: ReactNode;
}) {
  return (
    <div className={styles.toolbar} role="group" aria-label={props.label}>
      {props.start && <div className={styles.start}>{props.start}</div>}
      {props.end && <div className={styles.end}>{props.end}</div>}
    </div>
  );
}
