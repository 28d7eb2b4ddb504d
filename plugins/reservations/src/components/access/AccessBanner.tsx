import { Text } from '@backstage/ui';
import { RiTimeLine } from '@remixicon/react';
import { useMyAccessGrants } from '../../hooks/useAccessGrants';
import { useSites } from '../../hooks/useInventory';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { lastingGrants } from '../../lib/grants';
import { grantPlace } from '../grants/grantPlace';
import styles from './Access.module.css';

const NAMED = 2;

/** Until when a person has what they have only for a time; else nothing. */
export function AccessBanner() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { data } = useMyAccessGrants();
  const { data: sites } = useSites();
  // What was archived meanwhile is open to nobody.
  const lasting = lastingGrants(data ?? []).filter(({ siteRef }) =>
    sites?.some(({ entityRef }) => entityRef === siteRef),
  );
  if (lasting.length === 0) {
    return null;
  }
  const more = lasting.length - NAMED;
  return (
    <div className={styles.banner} role="note">
      <RiTimeLine size={16} aria-hidden className={styles.icon} />
      <div>
        {lasting.slice(0, NAMED).map(grant => (
          <Text
            as="p"
            key={grant.id}
            variant="body-small"
            title={format.exactAt(grant.until)}
          >
            {t('grants.mine.ends', {
              place: grantPlace(grant),
              when: format.time(grant.until),
              relative: format.relative(grant.until),
            })}
          </Text>
        ))}
        {more > 0 && (
          <Text as="p" variant="body-small" color="secondary">
            {t('grants.mine.more', { count: more })}
          </Text>
        )}
      </div>
    </div>
  );
}
