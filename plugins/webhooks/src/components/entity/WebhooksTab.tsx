import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import {
  ANNOTATION_RESOURCE_ID,
  ANNOTATION_SITE,
  ANNOTATION_SITE_ID,
} from '@callboard/backstage-plugin-reservations-common';
import { WebhooksRequestError } from '@callboard/backstage-plugin-webhooks-common';
import { EmptyState } from '@callboard/frontend-kit';
import { RiAddLine, RiSendPlaneLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useDeliveries } from '../../hooks/useDeliveries';
import { useDashboard } from '../../hooks/useEndpoints';
import { newEndpointQuery } from '../../hooks/useFormTarget';
import { useSites } from '../../hooks/useInventory';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery, NO_FILTER } from '../../lib/deliveryFilter';
import { mayCreateIn, seesAnything } from '../../lib/rights';
import { endpointsRouteRef, logRouteRef } from '../../routes';
import { WebhooksPage } from '../common/WebhooksPage';
import { DeliveryList } from '../log/DeliveryList';
import styles from './WebhooksTab.module.css';

/** What was sent about one site or resource, newest first. */
export function WebhooksTab() {
  return (
    <WebhooksPage bare>
      <LogOfEntity />
    </WebhooksPage>
  );
}

function isSite({ metadata: { annotations = {} } }: Entity): boolean {
  return (
    ANNOTATION_SITE_ID in annotations &&
    !(ANNOTATION_RESOURCE_ID in annotations)
  );
}

/** The entity ref of the site that an entity is, or stands at. */
function useSiteRef(entity: Entity): string | undefined {
  const { data: sites } = useSites();
  if (isSite(entity)) {
    return stringifyEntityRef(entity);
  }
  const named = entity.metadata.annotations?.[ANNOTATION_SITE];
  return sites?.find(site => site.entityRef === named || site.name === named)
    ?.entityRef;
}

function LogOfEntity() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const title = entity.metadata.title ?? entity.metadata.name;
  const filter = useMemo(
    () => ({ ...NO_FILTER, entity: entityRef }),
    [entityRef],
  );
  const { error } = useDeliveries(filter);
  const canCreate = mayCreateIn(useDashboard().data, useSiteRef(entity));

  if (error instanceof WebhooksRequestError && error.status === 403) {
    return <NotForYou title={title} />;
  }
  return (
    <>
      <Head entity={entity} canCreate={canCreate} />
      <DeliveryList filter={filter} empty={<Nothing title={title} />} />
    </>
  );
}

function Head(props: { entity: Entity; canCreate: boolean }) {
  const { entity, canCreate } = props;
  const { t } = useTranslation();
  const endpoints = useRouteRef(endpointsRouteRef);
  const log = useRouteRef(logRouteRef);
  const ref = stringifyEntityRef(entity);
  const kind = isSite(entity) ? 'site' : 'resource';
  return (
    <div className={styles.head}>
      {log && (
        <ButtonLink
          variant="tertiary"
          href={`${log()}${filterQuery({ entity: ref })}`}
        >
          {t('entity.log')}
        </ButtonLink>
      )}
      {canCreate && endpoints && (
        <ButtonLink
          variant="secondary"
          iconStart={<RiAddLine />}
          href={`${endpoints()}${newEndpointQuery({ kind, ref })}`}
        >
          {t('entity.create')}
        </ButtonLink>
      )}
    </div>
  );
}

/** Nothing was sent; to those who would not see it if it was, that they would not. */
function Nothing({ title }: { title: string }) {
  const { t } = useTranslation();
  const { data: dashboard } = useDashboard();
  if (!dashboard) {
    return null;
  }
  return seesAnything(dashboard) ? (
    <EmptyState
      icon={<RiSendPlaneLine />}
      title={t('entity.empty.title', { title })}
      description={t('entity.empty.text')}
    />
  ) : (
    <NotForYou title={title} />
  );
}

function NotForYou({ title }: { title: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('entity.none.title')}
      description={t('entity.none.text', { title })}
    />
  );
}
