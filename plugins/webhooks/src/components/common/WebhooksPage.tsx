import type { ReactNode } from 'react';
import { WebhooksProvider } from '../../api/WebhooksProvider';
import styles from './WebhooksPage.module.css';

/**
 * What stands around every page and tab: the data cache and the page's own
 * space. On an entity's page, which has its own space, `bare` leaves that out.
 */
export function WebhooksPage(props: { children: ReactNode; bare?: boolean }) {
  return (
    <WebhooksProvider>
      <div className={props.bare ? styles.bare : styles.page}>
        {props.children}
      </div>
    </WebhooksProvider>
  );
}
