import { PageFrame } from '@callboard/frontend-kit';
import type { ReactNode } from 'react';
import { ServiceRequestsProvider } from '../../api/ServiceRequestsProvider';
import { WaitingBadges } from './WaitingBadges';

/**
 * What stands around every page and tab: the data cache, the counts on the
 * tabs and the page's own space. On an entity's page, which has its own space
 * and tabs, `bare` leaves those out.
 */
export function ServiceRequestsPage(props: {
  children: ReactNode;
  bare?: boolean;
}) {
  return (
    <ServiceRequestsProvider>
      {!props.bare && <WaitingBadges />}
      <PageFrame bare={props.bare}>{props.children}</PageFrame>
    </ServiceRequestsProvider>
  );
}
