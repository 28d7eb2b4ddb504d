import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { exploreRouteRef } from '../../routes';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { DetailsSkeleton } from '../common/Skeletons';
import { ReportProblemButton } from '../problems/ReportProblem';
import { BookResourceButton } from '../explore/ResourceActions';
import { useAvailabilityNow } from '../explore/useAvailabilityNow';
import styles from './AvailabilityCard.module.css';
import { ResourceNow } from './ResourceNow';
import { useEntityInventory } from './useEntityInventory';

/** Is it free, until when, and when is it next: the card of an entity page. */
export function AvailabilityCard() {
  return (
    <ReservationsPage bare>
      <CardOfEntity />
    </ReservationsPage>
  );
}

function CardOfEntity() {
  const { t } = useTranslation();
  const { entityRef, isSite, resource, resources, isPending, error, refetch } =
    useEntityInventory();
  const title = t(isSite ? 'entity.card.siteTitle' : 'entity.card.title');
  if (isPending) {
    return (
      <Framed title={title}>
        <DetailsSkeleton />
      </Framed>
    );
  }
  if (error) {
    return (
      <Framed title={title}>
        <ErrorPanel
          title={t('common.error.load', { what: t('entity.card.what') })}
          error={error}
          onRetry={refetch}
        />
      </Framed>
    );
  }
  if (isSite) {
    return (
      <Framed title={title}>
        <SiteNow siteRef={entityRef} resources={resources} />
      </Framed>
    );
  }
  return (
    <Framed
      title={title}
      action={
        resource && (
          <>
            <ReportProblemButton resource={resource} />
            <BookResourceButton resource={resource} variant="primary" />
          </>
        )
      }
    >
      {resource ? (
        <ResourceNow resource={resource} />
      ) : (
        <Text as="p" color="secondary">
          {t('entity.notManaged.text')}
        </Text>
      )}
    </Framed>
  );
}

function Framed(props: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card>
      <CardHeader>
        <div className={styles.header}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {props.title}
          </Text>
          {props.action}
        </div>
      </CardHeader>
      <CardBody>{props.children}</CardBody>
    </Card>
  );
}

function SiteNow(props: { siteRef: string; resources: Resource[] }) {
  const { siteRef, resources } = props;
  const { t } = useTranslation();
  const explore = useRouteRef(exploreRouteRef);
  const { byRef, isComplete } = useAvailabilityNow(siteRef);
  const free = resources.filter(
    r => byRef.get(r.entityRef)?.state === 'free',
  ).length;
  if (resources.length === 0) {
    return <Text as="p">{t('entity.card.siteEmpty')}</Text>;
  }
  return (
    <div className={styles.content}>
      {isComplete && (
        <Text as="p" variant="body-large">
          {t('entity.card.siteFree', {
            free: String(free),
            total: String(resources.length),
          })}
        </Text>
      )}
      {explore && (
        <div>
          <ButtonLink
            size="small"
            variant="secondary"
            href={`${explore()}?${new URLSearchParams({ site: siteRef, free: 'now' })}`}
          >
            {t('entity.card.siteOpen')}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}
