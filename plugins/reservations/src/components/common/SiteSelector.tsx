import { HeaderSelect } from '@callboard/frontend-kit';
import { useSites } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';

const ALL = 'all';

/** One choice that narrows every reservations page. */
export function SiteSelector() {
  const { t } = useTranslation();
  const { data: sites = [] } = useSites();
  const { siteRef, chooseSite } = useSite();
  return (
    <HeaderSelect
      name={t('common.site')}
      options={[
        { id: ALL, label: t('common.allSites') },
        ...sites.map(site => ({ id: site.entityRef, label: site.title })),
      ]}
      value={siteRef ?? ALL}
      onChange={key => chooseSite(key === ALL ? undefined : key)}
    />
  );
}
