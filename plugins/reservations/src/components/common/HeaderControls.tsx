import { Button } from '@backstage/ui';
import { HeaderControls as KitHeaderControls } from '@callboard/frontend-kit';
import { RiAddLine } from '@remixicon/react';
import { ReservationsProvider } from '../../api/ReservationsProvider';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useSites } from '../../hooks/useInventory';
import { useRememberedInAddress } from '../../hooks/useRemembered';
import { useTranslation } from '../../hooks/useTranslation';
import { SiteSelector } from './SiteSelector';
import { ZoneSelector } from './ZoneSelector';

const IN_ADDRESS = ['site', 'tz'] as const;

/** Where, in which zone, and the one thing that every page is for. */
export function HeaderControls() {
  useRememberedInAddress(IN_ADDRESS);
  return (
    <ReservationsProvider>
      <KitHeaderControls>
        <SiteSelector />
        <ZoneSelector />
        <BookButton />
      </KitHeaderControls>
    </ReservationsProvider>
  );
}

function BookButton() {
  const { t } = useTranslation();
  const { openForm } = useBookingDrawer();
  const { data: sites } = useSites();
  return sites?.length === 0 ? null : (
    <Button
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => openForm()}
    >
      {t('common.book')}
    </Button>
  );
}
