import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  HeaderControls as KitHeaderControls,
  ZoneSelect,
} from '@callboard/frontend-kit';
import { RiAddLine } from '@remixicon/react';
import { WebhooksProvider } from '../../api/WebhooksProvider';
import { useDashboard } from '../../hooks/useEndpoints';
import { useSites } from '../../hooks/useInventory';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { mayCreate } from '../../lib/rights';
import { endpointsRouteRef } from '../../routes';

/** In which zone times are, and the one thing that every page is for. */
export function HeaderControls() {
  return (
    <WebhooksProvider>
      <KitHeaderControls>
        <ZoneSelector />
        <NewEndpointButton />
      </KitHeaderControls>
    </WebhooksProvider>
  );
}

function ZoneSelector() {
  const { data: sites } = useSites();
  const { zone, chooseZone } = useTimeZone();
  return <ZoneSelect zone={zone} onChange={chooseZone} sites={sites} />;
}

function NewEndpointButton() {
  const { t } = useTranslation();
  const endpoints = useRouteRef(endpointsRouteRef);
  const { data } = useDashboard();
  if (!endpoints || !mayCreate(data)) {
    return null;
  }
  return (
    <ButtonLink
      variant="primary"
      iconStart={<RiAddLine />}
      href={`${endpoints()}?form=new`}
    >
      {t('common.newEndpoint')}
    </ButtonLink>
  );
}
