import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { useSummary } from '../../hooks/useOptions';
import {
  requestsRouteRef,
  reviewRouteRef,
  secretsRouteRef,
  servicesRouteRef,
} from '../../routes';
import './WaitingBadges.css';

/**
 * Counts on the tabs what waits for the caller. The portal's frame draws the
 * tabs from plain words, and draws the whole page anew where one of them
 * changes; so a count is hung on the tab's link, for the style sheet to show.
 */
export function WaitingBadges() {
  const requests = useRouteRef(requestsRouteRef)?.();
  const review = useRouteRef(reviewRouteRef)?.();
  const services = useRouteRef(servicesRouteRef)?.();
  const secrets = useRouteRef(secretsRouteRef)?.();
  const { data } = useSummary();
  useBadge(requests, data?.mineToChange);
  useBadge(review, data?.toReview);
  useBadge(services, data?.servicesUnwell);
  useBadge(secrets, data?.secretsOverdue);
  return null;
}

function useBadge(href: string | undefined, count: number | undefined) {
  const { pathname } = useLocation();
  useEffect(() => {
    if (!href) return;
    const tabs = document.querySelectorAll<HTMLElement>(
      `[role="tab"][href$="${href}"], a[href$="${href}"][data-href]`,
    );
    for (const tab of tabs) {
      if (count) tab.dataset.callboardWaiting = String(count);
      else delete tab.dataset.callboardWaiting;
    }
  }, [href, count, pathname]);
}
