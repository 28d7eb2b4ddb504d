import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { EntityLink, Status } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useSaid } from '../../hooks/useSaid';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { SOON_DAYS } from '../../lib/serviceFilter';
import { serviceRouteRef } from '../../routes';
import { type DataColumn, DataTable } from '../common/DataTable';
import { EnvironmentName } from '../common/EnvironmentName';
import { ServiceStatusTag } from '../common/StatusTags';
import { Endpoint } from './Endpoint';
import { DriftTag } from './DriftTag';
import styles from './ServiceTable.module.css';

/** Services as a table, or as cards on a small screen. */
export function ServiceTable({ services }: { services: Service[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): DataColumn<Service>[] => [
      {
        id: 'name',
        label: t('services.column.name'),
        cell: service => <ServiceName service={service} />,
      },
      {
        id: 'status',
        label: t('services.column.status'),
        cell: service => (
          <span className={styles.tags}>
            <ServiceStatusTag status={service.status} />
            <DriftTag service={service} />
          </span>
        ),
      },
      {
        id: 'environment',
        label: t('services.column.environment'),
        cell: ({ environment }) => <EnvironmentName name={environment} />,
      },
      {
        id: 'region',
        label: t('services.column.region'),
        cell: ({ region }) => region,
      },
      {
        id: 'owner',
        label: t('services.column.owner'),
        cell: ({ owner }) => <EntityLink entityRef={owner} />,
      },
      {
        id: 'endpoint',
        label: t('services.column.endpoint'),
        cell: service => <Endpoint service={service} />,
      },
      {
        id: 'end',
        label: t('services.column.end'),
        cell: ({ endDate }) => <End day={endDate} />,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('services.list')}
      columns={columns}
      rows={services}
      keyOf={({ id }) => id}
    />
  );
}

function End({ day }: { day: string | undefined }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  if (!day) {
    return <span className={styles.faint}>{t('services.noEnd')}</span>;
  }
  const end = `${day}T23:59:59.999Z`;
  const isSoon =
    Date.parse(end) - format.now.getTime() < SOON_DAYS * 24 * 3_600_000;
  return (
    <span className={styles.tags}>
      {format.day(day)}
      {isSoon && <Status tone="warning">{format.relative(end)}</Status>}
    </span>
  );
}

function ServiceName({ service }: { service: Service }) {
  const route = useRouteRef(serviceRouteRef);
  const said = useSaid();
  const title = service.title ?? service.name;
  return (
    <>
      {route ? <Link href={route({ id: service.id })}>{title}</Link> : title}
      <span className={styles.offering}>{said(service.offeringTitle)}</span>
    </>
  );
}
