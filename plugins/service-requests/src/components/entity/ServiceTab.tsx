import { useEntity } from '@backstage/plugin-catalog-react';
import {
  SERVICE_ID_ANNOTATION,
  ServiceRequestsError,
} from '@callboard/backstage-plugin-service-requests-common';
import { EmptyState, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useService } from '../../hooks/useServices';
import { useTranslation } from '../../hooks/useTranslation';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { ServiceView } from '../service/ServiceView';

/** The service that an entity is. */
export function ServiceTab() {
  const { entity } = useEntity();
  const id = entity.metadata.annotations?.[SERVICE_ID_ANNOTATION] ?? '';
  return (
    <ServiceRequestsPage bare>
      <ServiceOfEntity key={id} id={id} />
    </ServiceRequestsPage>
  );
}

function ServiceOfEntity({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useService(id);
  if (data) {
    return <ServiceView service={data} inEntity />;
  }
  if (error instanceof ServiceRequestsError && error.status === 404) {
    return (
      <EmptyState
        title={t('service.tab.notReadable')}
        description={t('service.tab.notReadableText')}
      />
    );
  }
  return error ? (
    <ErrorPanel
      title={t('service.notLoaded')}
      error={error}
      onRetry={refetch}
    />
  ) : (
    <RowsSkeleton rows={5} height={72} />
  );
}
