import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Link } from '@backstage/ui';
import type { SecretReference } from '@callboard/backstage-plugin-service-requests-common';
import {
  EmptyState,
  ErrorPanel,
  RowsSkeleton,
  useSearchParam,
} from '@callboard/frontend-kit';
import { RiKey2Line } from '@remixicon/react';
import { useMemo } from 'react';
import { useSecrets } from '../../hooks/useSecrets';
import { useTranslation } from '../../hooks/useTranslation';
import { serviceRouteRef } from '../../routes';
import { type DataColumn, DataTable } from '../common/DataTable';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { OwnerSelect } from '../services/PlaceSelects';
import { Rotation, SecretName, SecretState } from './SecretParts';
import styles from './SecretsPage.module.css';

/** Where the credentials of services are, what is overdue first. */
export function SecretsPage() {
  return (
    <ServiceRequestsPage>
      <SecretList />
    </ServiceRequestsPage>
  );
}

function SecretList() {
  const { t } = useTranslation();
  const [overdueText, setOverdue] = useSearchParam('overdue');
  const [owner, setOwner] = useSearchParam('owner');
  const overdue = overdueText === 'true';
  const { data, error, refetch, isPlaceholderData } = useSecrets({
    overdue,
    owner,
  });
  return (
    <>
      <p className={styles.explained}>{t('secrets.explained')}</p>
      <div
        className={styles.filters}
        role="group"
        aria-label={t('secrets.filter.label')}
      >
        <OwnerSelect
          className={styles.owner}
          value={owner}
          onChange={value => setOwner(value)}
        />
        <Checkbox
          isSelected={overdue}
          onChange={isSelected => setOverdue(isSelected ? 'true' : undefined)}
        >
          {t('secrets.filter.overdue')}
        </Checkbox>
      </div>
      {error && (
        <ErrorPanel
          title={t('secrets.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {!data && !error && <RowsSkeleton rows={6} height={56} />}
      {data?.length === 0 && (
        <EmptyState
          icon={<RiKey2Line />}
          title={t(overdue ? 'secrets.noneOverdue' : 'secrets.empty.title')}
          description={overdue ? undefined : t('secrets.empty.text')}
        />
      )}
      {data && data.length > 0 && (
        <div aria-busy={isPlaceholderData}>
          <SecretTable secrets={data} />
        </div>
      )}
    </>
  );
}

function SecretTable({ secrets }: { secrets: SecretReference[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): DataColumn<SecretReference>[] => [
      {
        id: 'name',
        label: t('secrets.column.name'),
        cell: secret => <SecretName secret={secret} />,
      },
      {
        id: 'service',
        label: t('secrets.column.service'),
        cell: secret => <ServiceOf secret={secret} />,
      },
      {
        id: 'state',
        label: t('secrets.column.state'),
        cell: secret => <SecretState secret={secret} />,
      },
      {
        id: 'rotation',
        label: t('secrets.column.rotation'),
        cell: secret => <Rotation secret={secret} />,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('secrets.list')}
      columns={columns}
      rows={secrets}
      keyOf={({ serviceId, kind, namespace, name }) =>
        [serviceId, kind, namespace, name].join(' ')
      }
    />
  );
}

function ServiceOf({ secret }: { secret: SecretReference }) {
  const route = useRouteRef(serviceRouteRef);
  const { serviceId: id, serviceName, serviceRef } = secret;
  const name = serviceRef?.replace(/^.*\//, '') ?? serviceName;
  return id && route ? <Link href={route({ id })}>{name}</Link> : <>{name}</>;
}
