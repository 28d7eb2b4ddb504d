import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  ReservationsRequestError,
  type Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { ButtonLink, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useNow } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useSites } from '../../hooks/useInventory';
import { useReportFormat } from '../../hooks/useReportFormat';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { type ReportQuery, useUsageReport } from '../../hooks/useUsageReport';
import { reportWindow } from '../../lib/reportWindow';
import { reportsRouteRef } from '../../routes';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { DetailsSkeleton } from '../common/Skeletons';
import { Explained } from '../reports/Explained';
import styles from './AvailabilityCard.module.css';
import { useEntityInventory } from './useEntityInventory';
import card from './UtilisationCard.module.css';

const HOUR_MS = 3_600_000;

/** How busy it has been: the card of an entity page, for who reports on it. */
export function UtilisationCard() {
  return (
    <ReservationsPage bare>
      <CardOfEntity />
    </ReservationsPage>
  );
}

function CardOfEntity() {
  const { entityRef, isSite, site, resource, isPending } = useEntityInventory();
  const { data: sites } = useSites();
  const where = site ?? sites?.find(one => one.entityRef === resource?.siteRef);
  // Who reads a site's reports reads its access grants, too; others are not asked
  // for, since they would be refused.
  const mayRead = where?.actions.includes('read-access-grants');
  if (isPending || !mayRead || (!isSite && !resource)) {
    return null;
  }
  return <CardOf entityRef={entityRef} resource={resource} />;
}

function useLastDays(entityRef: string, isSite: boolean): ReportQuery {
  const { zone } = useTimeZone();
  const hour = Math.floor(useNow().getTime() / HOUR_MS);
  return useMemo(
    () => ({
      ...reportWindow('days30', zone, new Date(hour * HOUR_MS)),
      zone,
      groupBy: 'resource',
      hours: 'all',
      ...(isSite ? { site: [entityRef] } : { resource: [entityRef] }),
    }),
    [entityRef, isSite, zone, hour],
  );
}

function CardOf(props: { entityRef: string; resource?: Resource }) {
  const { entityRef, resource } = props;
  const { t } = useTranslation();
  const reports = useRouteRef(reportsRouteRef);
  const query = useLastDays(entityRef, !resource);
  const { data, error, refetch } = useUsageReport(query);
  // Whom it is not for has no card, rather than one that says so.
  if (error instanceof ReservationsRequestError && error.status === 403) {
    return null;
  }
  const at = new URLSearchParams({
    [resource ? 'resource' : 'site']: entityRef,
  });
  return (
    <Card>
      <CardHeader>
        <div className={styles.header}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('reports.card.title')}
          </Text>
          <Text color="secondary">{t('reports.card.period')}</Text>
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.content}>
          {error && !data && (
            <ErrorPanel
              title={t('common.error.load', { what: t('reports.what') })}
              error={error}
              onRetry={refetch}
            />
          )}
          {!error && !data && <DetailsSkeleton />}
          {data && <Numbers totals={data.totals} points={data.trend.points} />}
          {data && reports && (
            <div>
              <ButtonLink
                size="small"
                variant="secondary"
                href={`${reports()}?${at}`}
              >
                {t('reports.card.open')}
              </ButtonLink>
            </div>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

type Report = NonNullable<ReturnType<typeof useUsageReport>['data']>;

function Numbers(props: {
  totals: Report['totals'];
  points: Report['trend']['points'];
}) {
  const { totals, points } = props;
  const { t } = useTranslation();
  const { hours, count, percent } = useReportFormat();
  const most = Math.max(...points.map(point => point.usedMinutes), 1);
  const name = t('reports.figure.utilisation');
  return (
    <>
      <div className={card.big}>
        <span className={styles.word}>
          {totals.utilisation === undefined
            ? hours(totals.bookedMinutes)
            : percent(totals.utilisation)}
        </span>
        {totals.utilisation !== undefined && (
          <Explained what={name}>
            {t('reports.figure.utilisation.explained', {
              used: hours(totals.usedMinutes ?? 0),
              capacity: hours(totals.capacityMinutes ?? 0),
              maintenance: hours(totals.maintenanceMinutes ?? 0),
            })}
          </Explained>
        )}
      </div>
      <div className={card.trend} aria-hidden>
        {points.map(point => (
          <span
            key={point.date}
            style={{ height: `${(point.usedMinutes / most) * 100}%` }}
          />
        ))}
      </div>
      <Text as="p">
        {t('reports.card.bookings', {
          booked: hours(totals.bookedMinutes),
          bookings: count(totals.bookings),
        })}
      </Text>
      <Text as="p" color="secondary">
        {t('reports.card.unused', {
          noShows: count(totals.noShows),
          released: count(totals.releasedEarly),
          cancelled: count(totals.cancelled),
        })}
      </Text>
    </>
  );
}
