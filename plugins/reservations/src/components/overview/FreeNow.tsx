import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { OverviewType } from '@callboard/backstage-plugin-reservations-common';
import { useTranslation } from '../../hooks/useTranslation';
import { boardRouteRef } from '../../routes';
import styles from './Overview.module.css';
import { shareStyle } from './shareStyle';
import { Part } from './Part';

/** How many of each type can be had this moment. */
export function FreeNow({ types }: { types: OverviewType[] }) {
  const { t } = useTranslation();
  const board = useRouteRef(boardRouteRef)?.();
  return (
    <Part
      title={t('overview.free')}
      aside={board && <Link href={board}>{t('overview.free.board')}</Link>}
    >
      {types.length === 0 ? (
        <p className={styles.nothing}>{t('overview.free.nothing')}</p>
      ) : (
        <ul className={styles.types}>
          {types.map(({ type, title, free, total }) => (
            <li key={type}>
              <span>{title}</span>
              <span
                className={styles.share}
                aria-hidden
                style={shareStyle(total === 0 ? 0 : free / total)}
              />
              <span className={styles.figure}>
                {t('overview.free.of', {
                  free: String(free),
                  total: String(total),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
