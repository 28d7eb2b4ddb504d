import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Overview } from '@callboard/backstage-plugin-reservations-common';
import { useTranslation } from '../../hooks/useTranslation';
import {
  adminRouteRef,
  approvalsRouteRef,
  endpointsRouteRef,
  myBookingsRouteRef,
} from '../../routes';
import styles from './Overview.module.css';
import { Part } from './Part';

/** What waits for the person, each with the way to it. */
export function Needs({ needs }: { needs: Overview['needs'] }) {
  const { t } = useTranslation();
  const approvals = useRouteRef(approvalsRouteRef)?.();
  const mine = useRouteRef(myBookingsRouteRef)?.();
  const admin = useRouteRef(adminRouteRef)?.();
  const endpoints = useRouteRef(endpointsRouteRef)?.();
  const all = [
    {
      count: needs.offers,
      text: t('overview.needs.offers', { count: needs.offers }),
      href: mine,
    },
    {
      count: needs.checkIns,
      text: t('overview.needs.checkIns', { count: needs.checkIns }),
      href: mine && `${mine}?show=upcoming`,
    },
    {
      count: needs.approvals,
      text: t('overview.needs.approvals', { count: needs.approvals }),
      href: approvals,
    },
    {
      count: needs.problems,
      text: t('overview.needs.problems', { count: needs.problems }),
      href: admin && `${admin}?section=problems`,
    },
    {
      count: needs.failedDeliveries,
      text: t('overview.needs.failed', { count: needs.failedDeliveries }),
      href: endpoints?.replace(/\/endpoints$/, '/log?status=dead'),
    },
  ].filter(({ count }) => count > 0);
  return (
    <Part title={t('overview.needs')}>
      {all.length === 0 ? (
        <p className={styles.nothing}>{t('overview.needs.nothing')}</p>
      ) : (
        <ul className={styles.needs}>
          {all.map(({ text, href }) => (
            <li key={text}>{href ? <Link href={href}>{text}</Link> : text}</li>
          ))}
        </ul>
      )}
    </Part>
  );
}
