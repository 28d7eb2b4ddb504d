import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Verification } from '@callboard/backstage-plugin-audit-log-common';
import { useLatest } from '../../hooks/useEntries';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { logRouteRef } from '../../routes';
import styles from './IntegrityPage.module.css';

const PURGE = 'audit-log.purged';

type Found = { found: Verification | undefined };

/** What heads outside the database protect against, and whether they are kept. */
export function Heads({ found }: Found) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const heads = found?.heads;
  return (
    <>
      <p className={styles.text}>{t('integrity.heads.text')}</p>
      {!heads && <p className={styles.quiet}>{t('integrity.heads.unknown')}</p>}
      {heads && !heads.kept && (
        <p className={styles.warning}>{t('integrity.heads.none')}</p>
      )}
      {heads?.kept && (
        <p className={styles.text}>
          {t('integrity.heads.kept', { count: heads.checked })}{' '}
          {heads.newestPosition !== undefined &&
            heads.newestAt &&
            t('integrity.heads.newest', {
              position: format.number(heads.newestPosition),
              when: format.at(heads.newestAt),
            })}
        </p>
      )}
      {found && found.keyIds.length > 0 && (
        <p className={styles.quiet}>
          {t('integrity.keys')} <code>{found.keyIds.join(', ')}</code>
        </p>
      )}
    </>
  );
}

/** How long entries are kept, and when some were last purged. */
export function Retention({ found }: Found) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  return (
    <>
      <p className={styles.text}>{t('integrity.retention.text')}</p>
      {found?.purgedTo !== undefined && (
        <p className={styles.text}>
          {t('integrity.retention.purgedTo', {
            position: format.number(found.purgedTo),
          })}
        </p>
      )}
      <LastPurge />
    </>
  );
}

function LastPurge() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const log = useRouteRef(logRouteRef);
  const { data: purge, error } = useLatest(PURGE);
  if (error) {
    return <p className={styles.quiet}>{t('integrity.retention.notLoaded')}</p>;
  }
  if (!purge) {
    return purge === null ? (
      <p className={styles.quiet}>{t('integrity.retention.never')}</p>
    ) : null;
  }
  return (
    <p className={styles.text}>
      {t('integrity.retention.last', { when: format.at(purge.at) })}{' '}
      {log && (
        <Link href={`${log()}?entry=${purge.id}`}>
          {t('integrity.retention.open')}
        </Link>
      )}
    </p>
  );
}
