import {
  HeaderControls as KitHeaderControls,
  ZoneSelect,
} from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { AuditLogProvider } from '../../api/AuditLogProvider';
import { useSites } from '../../hooks/useInventory';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';

/** In which zone times are. */
export function HeaderControls() {
  return (
    <AuditLogProvider>
      <KitHeaderControls>
        <ZoneSelector />
      </KitHeaderControls>
    </AuditLogProvider>
  );
}

function ZoneSelector() {
  const { t } = useTranslation();
  const { data: sites } = useSites();
  const { zone, chooseZone } = useTimeZone();
  const words = useMemo(
    () => ({
      mine: (mine: string) => t('common.zoneMine', { zone: mine }),
      ofSite: (of: string, site: string) =>
        t('common.zoneOfSite', { zone: of, site }),
    }),
    [t],
  );
  return (
    <ZoneSelect
      name={t('common.timeZone')}
      zone={zone}
      onChange={chooseZone}
      sites={sites}
      words={words}
    />
  );
}
