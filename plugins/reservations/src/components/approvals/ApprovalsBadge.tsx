import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { useAwaiting, waitingCount } from '../../hooks/useBookingLife';
import { approvalsRouteRef } from '../../routes';
import './ApprovalsBadge.css';

/**
 * Counts on the tab what waits for the caller. The portal's frame draws the tabs
 * from plain words, and draws the whole page anew where one of them changes; so
 * the count is hung on the tab's link, for the style sheet to show.
 */
export function ApprovalsBadge() {
  const href = useRouteRef(approvalsRouteRef)?.();
  const { data } = useAwaiting({ enabled: Boolean(href) });
  const { pathname } = useLocation();
  const count = waitingCount(data);
  useEffect(() => {
    const tabs = document.querySelectorAll<HTMLElement>(
      `[role="tab"][href$="${href}"], a[href$="${href}"][data-href]`,
    );
    for (const tab of tabs) {
      if (count) tab.dataset.callboardWaiting = count;
      else delete tab.dataset.callboardWaiting;
    }
  }, [href, count, pathname]);
  return null;
}
