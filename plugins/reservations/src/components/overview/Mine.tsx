import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Overview } from '@callboard/backstage-plugin-reservations-common';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { myBookingsRouteRef } from '../../routes';
import { StatusTag } from '../common/StatusTag';
import styles from './Overview.module.css';
import { Part } from './Part';

/** What is under way and what comes next of mine. */
export function Mine({ mine }: { mine: Overview['mine'] }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const { openBooking } = useBookingDrawer();
  const all = useRouteRef(myBookingsRouteRef)?.();
  return (
    <Part
      title={t('overview.mine')}
      aside={
        <span className={styles.aside}>
          {t('overview.mine.counts', {
            active: String(mine.active),
            upcoming: String(mine.upcoming),
          })}
          {all && <Link href={all}>{t('overview.mine.all')}</Link>}
        </span>
      }
    >
      {mine.next.length === 0 ? (
        <p className={styles.nothing}>{t('overview.mine.nothing')}</p>
      ) : (
        <ul className={styles.list}>
          {mine.next.map(({ id, title, start, end, status, resourceRefs }) => (
            <li key={id}>
              <button
                type="button"
                className={styles.booking}
                onClick={() => openBooking(id)}
              >
                <span className={styles.title}>{title}</span>
                <span className={styles.where}>
                  {resourceRefs.map(titleOf).join(', ')}
                </span>
                <span title={format.exact(start, end)}>
                  {format.when(start, end)}
                </span>
                <StatusTag status={status} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
