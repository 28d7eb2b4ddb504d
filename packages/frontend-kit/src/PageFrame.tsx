import type { ReactNode } from 'react';
import styles from './PageFrame.module.css';

/**
 * The space around a page's content and between its parts. On an entity's
 * page, which has its own space, `bare` leaves out what is around it.
 */
export function PageFrame(props: { children: ReactNode; bare?: boolean }) {
  return (
    <div className={props.bare ? styles.bare : styles.page}>
      {props.children}
    </div>
  );
}
