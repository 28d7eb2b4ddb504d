import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Alert, ButtonLink } from '@backstage/ui';
import { useResources } from '../../hooks/useInventory';
import { useTranslation } from '../../hooks/useTranslation';
import { calendarRouteRef } from '../../routes';
import { Drawer, EmptyState, useWords } from '@callboard/frontend-kit';
import { ErrorPanel } from '../common/ErrorPanel';
import { DetailsSkeleton } from '../common/Skeletons';
import { ReportProblemButton } from '../problems/ReportProblem';
import { BookResourceButton } from './ResourceActions';
import { AvailabilitySection } from './details/AvailabilitySection';
import { FactsSection } from './details/FactsSection';
import { HierarchySection } from './details/HierarchySection';
import { RulesSection } from './details/RulesSection';
import { UpcomingSection } from './details/UpcomingSection';
import { WaitlistSection } from './details/WaitlistSection';
import styles from './ResourceDetails.module.css';
import type { InventoryTitles } from './useInventoryTitles';

/** All about one resource, in a panel that the address opens. */
export function ResourceDetails(props: {
  resourceRef: string;
  titles: InventoryTitles;
  onClose: () => void;
  onOpen: (ref: string) => void;
}) {
  const { resourceRef, titles, onClose, onOpen } = props;
  const { t } = useTranslation();
  const word = useWords();
  const query = useResources({ ref: [resourceRef], archived: true });
  const resource = query.data?.[0];
  return (
    <Drawer
      title={resource?.title ?? t('explore.details.what')}
      onClose={onClose}
      footer={resource && <DetailsActions resource={resource} />}
    >
      {query.isPending && <DetailsSkeleton />}
      {query.isError && (
        <ErrorPanel
          title={t('common.error.load', { what: t('explore.details.what') })}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {query.data && !resource && <EmptyState title={word('error.notFound')} />}
      {resource && (
        <div className={styles.sections}>
          {resource.archived && (
            <Alert
              status="warning"
              icon
              title={t('explore.details.archived')}
            />
          )}
          <AvailabilitySection resource={resource} />
          <UpcomingSection resource={resource} />
          <WaitlistSection resource={resource} />
          <HierarchySection resource={resource} onOpen={onOpen} />
          <RulesSection resource={resource} titles={titles} />
          <FactsSection resource={resource} titles={titles} />
        </div>
      )}
    </Drawer>
  );
}

function DetailsActions({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const calendar = useRouteRef(calendarRouteRef);
  const entity = useRouteRef(entityRouteRef);
  const query = new URLSearchParams({ resource: resource.entityRef });
  return (
    <>
      {entity && (
        <ButtonLink
          variant="tertiary"
          size="small"
          href={entity(parseEntityRef(resource.entityRef))}
        >
          {t('explore.details.catalog')}
        </ButtonLink>
      )}
      {calendar && (
        <ButtonLink
          variant="secondary"
          size="small"
          href={`${calendar()}?${query}`}
        >
          {t('explore.details.calendar')}
        </ButtonLink>
      )}
      <ReportProblemButton resource={resource} />
      <BookResourceButton resource={resource} variant="primary" />
    </>
  );
}
