import {
  HeaderControls as KitHeaderControls,
  ZoneSelect,
} from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { ServiceRequestsProvider } from '../../api/ServiceRequestsProvider';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { SandboxLabel } from './SandboxLabel';

/** Whether what is behind the pages is real, and in which zone times are. */
export function HeaderControls() {
  return (
    <ServiceRequestsProvider>
      <KitHeaderControls>
        <SandboxLabel />
        <ZoneSelector />
      </KitHeaderControls>
    </ServiceRequestsProvider>
  );
}

function ZoneSelector() {
  const { t } = useTranslation();
  const { zone, chooseZone } = useTimeZone();
  const words = useMemo(
    () => ({
      mine: (mine: string) => t('common.zoneMine', { zone: mine }),
      ofSite: (of: string) => of,
    }),
    [t],
  );
  return (
    <ZoneSelect
      name={t('common.timeZone')}
      zone={zone}
      onChange={chooseZone}
      words={words}
    />
  );
}
