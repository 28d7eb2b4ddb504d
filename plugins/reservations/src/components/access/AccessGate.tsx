import { reservationsSiteCreatePermission } from '@callboard/backstage-plugin-reservations-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { EmptyState } from '@callboard/frontend-kit';
import { RiDoorLockLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useMyAccessGrants } from '../../hooks/useAccessGrants';
import { useSites } from '../../hooks/useInventory';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { sortGrants } from '../../lib/grants';
import { grantPlace } from '../grants/grantPlace';
import styles from './Access.module.css';

/** Where no site is in sight, says why and what would change it. */
export function AccessGate(props: { children: ReactNode }) {
  const { data: sites } = useSites();
  const { allowed: mayCreate, loading } = usePermission({
    permission: reservationsSiteCreatePermission,
  });
  const closed = sites?.length === 0 && !loading && !mayCreate;
  return closed ? <NothingOpen /> : <>{props.children}</>;
}

function NothingOpen() {
  const { t } = useTranslation();
  const { data } = useMyAccessGrants();
  const grants = sortGrants(data ?? []);
  const upcoming = grants.filter(({ status }) => status === 'upcoming');
  const past = grants.filter(
    ({ status }) => status === 'ended' || status === 'revoked',
  );
  return (
    <div className={styles.closed}>
      <EmptyState
        icon={<RiDoorLockLine />}
        title={t('grants.none.title')}
        description={t('grants.none.text')}
      />
      <Places title={t('grants.none.upcoming')} grants={upcoming} />
      {upcoming.length === 0 && (
        <Places title={t('grants.none.past')} grants={past.slice(0, 5)} />
      )}
    </div>
  );
}

function Places(props: {
  title: string;
  grants: ReturnType<typeof sortGrants>;
}) {
  const { title, grants } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  if (grants.length === 0) {
    return null;
  }
  return (
    <section className={styles.places} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {grants.map(grant => (
          <li key={grant.id}>
            <strong>{grantPlace(grant)}</strong>,{' '}
            {format.when(grant.from, grant.revokedAt ?? grant.until)}
            {grant.status === 'revoked' &&
              ` (${t('grants.status.revoked').toLocaleLowerCase()})`}
          </li>
        ))}
      </ul>
    </section>
  );
}
