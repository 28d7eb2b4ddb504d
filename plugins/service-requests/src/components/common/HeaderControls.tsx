import {
  HeaderControls as KitHeaderControls,
  ZoneSelect,
} from '@callboard/frontend-kit';
import { ServiceRequestsProvider } from '../../api/ServiceRequestsProvider';
import { useTimeZone } from '../../hooks/useTimeZone';
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
  const { zone, chooseZone } = useTimeZone();
  return <ZoneSelect zone={zone} onChange={chooseZone} />;
}
