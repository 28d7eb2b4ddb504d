import { PageFrame } from '@callboard/frontend-kit';
import type { ReactNode } from 'react';
import { WebhooksProvider } from '../../api/WebhooksProvider';

/**
 * What stands around every page and tab: the data cache and the page's own
 * space. On an entity's page, which has its own space, `bare` leaves that out.
 */
export function WebhooksPage(props: { children: ReactNode; bare?: boolean }) {
  return (
    <WebhooksProvider>
      <PageFrame bare={props.bare}>{props.children}</PageFrame>
    </WebhooksProvider>
  );
}
