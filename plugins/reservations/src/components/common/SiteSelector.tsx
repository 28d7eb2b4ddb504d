import { Select } from '@backstage/ui';
import { useSites } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './HeaderControls.module.css';

const ALL = 'all';

/** One choice that narrows every reservations page. */
export function SiteSelector() {
  const { t } = useTranslation();
  const { data: sites = [] } = useSites();
  const { siteRef, chooseSite } = useSite();
  return (
    <Select
      aria-label={t('common.site')}
      className={styles.select}
      selectionMode="single"
      options={[
        { id: ALL, label: t('common.allSites') },
        ...sites.map(site => ({ id: site.entityRef, label: site.title })),
      ]}
      value={siteRef ?? ALL}
      onChange={key =>
        chooseSite(key === ALL || key === null ? undefined : String(key))
      }
    />
  );
}
