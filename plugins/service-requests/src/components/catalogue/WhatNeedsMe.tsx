import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useSummary } from '../../hooks/useOptions';
import { useTranslation } from '../../hooks/useTranslation';
import {
  requestsRouteRef,
  reviewRouteRef,
  secretsRouteRef,
  servicesRouteRef,
} from '../../routes';
import styles from './WhatNeedsMe.module.css';

/** What waits for the person, each a link to where it is done; nothing where nothing does. */
export function WhatNeedsMe() {
  const { t } = useTranslation();
  const { data } = useSummary();
  const requests = useRouteRef(requestsRouteRef)?.();
  const review = useRouteRef(reviewRouteRef)?.();
  const services = useRouteRef(servicesRouteRef)?.();
  const secrets = useRouteRef(secretsRouteRef)?.();
  if (!data) {
    return null;
  }
  const overdue = data.toReviewOverdue
    ? `, ${t('catalogue.needs.overdue', { count: data.toReviewOverdue })}`
    : '';
  const needs = [
    {
      count: data.toReview,
      text: `${t('catalogue.needs.review', { count: data.toReview })}${overdue}`,
      href: review,
      isUrgent: data.toReviewOverdue > 0,
    },
    {
      count: data.mineToChange,
      text: t('catalogue.needs.change', { count: data.mineToChange }),
      href: requests && `${requests}?status=back`,
      isUrgent: true,
    },
    {
      count: data.servicesUnwell,
      text: t('catalogue.needs.unwell', { count: data.servicesUnwell }),
      href: services && `${services}?status=unwell`,
      isUrgent: true,
    },
    {
      count: data.secretsOverdue,
      text: t('catalogue.needs.secrets', { count: data.secretsOverdue }),
      href: secrets && `${secrets}?overdue=true`,
      isUrgent: true,
    },
    {
      count: data.servicesExpiring,
      text: t('catalogue.needs.expiring', { count: data.servicesExpiring }),
      href: services && `${services}?expiring=true`,
    },
    {
      count: data.mineWaiting,
      text: t('catalogue.needs.waiting', { count: data.mineWaiting }),
      href: requests && `${requests}?status=waiting`,
    },
  ].filter(({ count }) => count > 0);
  if (needs.length === 0) {
    return null;
  }
  return (
    <ul className={styles.needs} aria-label={t('catalogue.needs.title')}>
      {needs.map(({ text, href, isUrgent }) => (
        <li key={text} data-urgent={isUrgent || undefined}>
          {href ? <Link href={href}>{text}</Link> : text}
        </li>
      ))}
    </ul>
  );
}
