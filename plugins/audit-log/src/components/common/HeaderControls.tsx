import {
  HeaderControls as KitHeaderControls,
  ZoneSelect,
} from '@callboard/frontend-kit';
import { AuditLogProvider } from '../../api/AuditLogProvider';
import { useSites } from '../../hooks/useInventory';
import { useTimeZone } from '../../hooks/useTimeZone';

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
  const { data: sites } = useSites();
  const { zone, chooseZone } = useTimeZone();
  return <ZoneSelect zone={zone} onChange={chooseZone} sites={sites} />;
}
