import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Commitments } from '@callboard/backstage-plugin-reservations-common';
import { Link, Text } from '@backstage/ui';
import type { useEndpointsOf, useServicesOf } from '../../hooks/useLeaving';
import { useTranslation } from '../../hooks/useTranslation';
import {
  adminRouteRef,
  endpointsRouteRef,
  requestRouteRef,
  serviceRouteRef,
} from '../../routes';
import { Part } from './LeavingBookings';

interface Item {
  id: string;
  title: string;
  href?: string;
  note?: string;
}

/**
 * What is handed over or ended where it is kept: owned resources, webhook
 * endpoints, requests for services and services.
 */
export function LeavingElsewhere(props: {
  found: Commitments;
  endpoints: ReturnType<typeof useEndpointsOf>;
  services: ReturnType<typeof useServicesOf>;
}) {
  const { found, endpoints, services } = props;
  const { t } = useTranslation();
  const admin = useRouteRef(adminRouteRef)?.();
  const webhooks = useRouteRef(endpointsRouteRef)?.();
  const request = useRouteRef(requestRouteRef);
  const service = useRouteRef(serviceRouteRef);
  return (
    <>
      <Listed
        what="resources"
        items={found.resources.map(({ id, title }) => ({
          id,
          title,
          href: `${admin}?section=resources&form=${id}`,
        }))}
      />
      <Listed
        what="endpoints"
        items={endpoints.data?.map(({ id, title, url }) => ({
          id,
          title,
          href: webhooks && `${webhooks}?form=${id}`,
          note: url,
        }))}
      />
      <Listed
        what="requests"
        items={services.data?.requests.map(({ id, title, owner }) => ({
          id,
          title,
          href: request?.({ id }),
          note: owner,
        }))}
      />
      <Listed
        what="services"
        items={services.data?.services.map(({ id, name, environment }) => ({
          id,
          title: name,
          href: service?.({ id }),
          note: environment,
        }))}
      />
      {webhooks && endpoints.isError && (
        <Text as="p" color="secondary">
          {t('leaving.endpointsUnknown')}
        </Text>
      )}
      {request && services.isError && (
        <Text as="p" color="secondary">
          {t('leaving.servicesUnknown')}
        </Text>
      )}
    </>
  );
}

function Listed(props: {
  what: 'resources' | 'endpoints' | 'requests' | 'services';
  items: Item[] | undefined;
}) {
  const { what, items = [] } = props;
  const { t } = useTranslation();
  if (items.length === 0) {
    return null;
  }
  return (
    <Part
      title={t(`leaving.${what}`, { count: items.length })}
      hint={t(`leaving.${what}Hint`)}
    >
      <ul>
        {items.map(({ id, title, href, note }) => (
          <li key={id}>
            {href ? <Link href={href}>{title}</Link> : title}{' '}
            {note && (
              <Text variant="body-small" color="secondary">
                {note}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
