import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  HeaderControls as KitHeaderControls,
  HeaderSelect,
} from '@callboard/frontend-kit';
import { RiAddLine } from '@remixicon/react';
import { useMemo } from 'react';
import { WebhooksProvider } from '../../api/WebhooksProvider';
import { useDashboard } from '../../hooks/useEndpoints';
import { useSites } from '../../hooks/useInventory';
import { myTimeZone, useTimeZone } from '../../hooks/useTimeZone';
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
  const { t } = useTranslation();
  const { data: sites } = useSites();
  const { zone, chooseZone } = useTimeZone();
  const options = useMemo(() => {
    const mine = myTimeZone();
    const labels = new Map<string, string>([
      [mine, t('common.zoneMine', { zone: mine })],
    ]);
    for (const { timeZone, title } of sites ?? []) {
      if (!labels.has(timeZone)) {
        labels.set(
          timeZone,
          t('common.zoneOfSite', { zone: timeZone, site: title }),
        );
      }
    }
    for (const name of ['UTC', zone]) {
      if (!labels.has(name)) labels.set(name, name);
    }
    return [...labels].map(([id, label]) => ({ id, label }));
  }, [sites, t, zone]);
  return (
    <HeaderSelect
      name={t('common.timeZone')}
      options={options}
      value={zone}
      onChange={chooseZone}
    />
  );
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
