import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { RiAddLine, RiCalendarLine } from '@remixicon/react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import type { CalendarFilters } from '../../hooks/useBookings';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { calendarRouteRef } from '../../routes';
import { BookingCalendar } from '../calendar/CalendarPage';
import { EmptyState } from '@callboard/frontend-kit';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { ZoneSelector } from '../common/ZoneSelector';
import { AvailabilityBadge } from './AvailabilityBadge';
import styles from './BookingsTab.module.css';
import { useEntityInventory } from './useEntityInventory';
import { useRelatedRefs } from './useRelatedRefs';
import { useResourceAvailability } from './useResourceAvailability';

/** The calendar of one resource, or of all that stands at a site. */
export function BookingsTab() {
  return (
    <ReservationsPage bare>
      <TabOfEntity />
    </ReservationsPage>
  );
}

type Inventory = ReturnType<typeof useEntityInventory>;

function TabOfEntity() {
  const { t } = useTranslation();
  const inventory = useEntityInventory();
  const { isPending, error, refetch, site, resource, entityRef } = inventory;
  if (isPending) {
    return <RowsSkeleton rows={8} height={44} />;
  }
  if (error) {
    return (
      <ErrorPanel
        title={t('common.error.load', { what: t('entity.tab.calendar') })}
        error={error}
        onRetry={refetch}
      />
    );
  }
  if (resource) {
    return <ResourceCalendar resource={resource} />;
  }
  if (site) {
    return (
      <div className={styles.tab}>
        <Head query={{ site: entityRef }} />
        <BookingCalendar scope={{ site: [entityRef] }} />
      </div>
    );
  }
  return (
    <EmptyState
      icon={<RiCalendarLine />}
      title={t('entity.notManaged.title')}
      description={t('entity.notManaged.text')}
    />
  );
}

function ResourceCalendar(props: {
  resource: NonNullable<Inventory['resource']>;
}) {
  const { resource } = props;
  const { entityRef } = resource;
  const scope: CalendarFilters = { resource: useRelatedRefs(resource) };
  return (
    <div className={styles.tab}>
      <Head query={{ resource: entityRef }} resource={resource} />
      <BookingCalendar
        scope={scope}
        resourceRefs={
          resource.actions.includes('book') ? [entityRef] : undefined
        }
      />
    </div>
  );
}

function Head(props: {
  query: Record<string, string>;
  resource?: Inventory['resource'];
}) {
  const { query, resource } = props;
  const { t } = useTranslation();
  const calendar = useRouteRef(calendarRouteRef);
  return (
    <div className={styles.head}>
      {resource && <NextFree resource={resource} />}
      <div className={styles.controls}>
        <ZoneSelector />
        {calendar && (
          <ButtonLink
            variant="tertiary"
            href={`${calendar()}?${new URLSearchParams(query)}`}
          >
            {t('entity.tab.fullCalendar')}
          </ButtonLink>
        )}
        {resource && <BookNext resource={resource} />}
      </div>
    </div>
  );
}

function NextFree(props: { resource: NonNullable<Inventory['resource']> }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { availability, at } = useResourceAvailability(
    props.resource.entityRef,
  );
  return (
    <div className={styles.now}>
      <AvailabilityBadge resource={props.resource} now={at} />
      {availability?.next && (
        <Text color="secondary">
          {t('entity.card.nextFree')}:{' '}
          {format.when(availability.next.start, availability.next.end)}
        </Text>
      )}
    </div>
  );
}

function BookNext(props: { resource: NonNullable<Inventory['resource']> }) {
  const { resource } = props;
  const { t } = useTranslation();
  const { openForm } = useBookingDrawer();
  const { availability } = useResourceAvailability(resource.entityRef);
  const isInService = (availability ?? resource).status === 'active';
  if (!isInService || !resource.actions.includes('book')) {
    return null;
  }
  return (
    <Button
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() =>
        openForm({
          resourceRefs: [resource.entityRef],
          start: availability?.next?.start,
          end: availability?.next?.end,
        })
      }
    >
      {t('entity.card.book')}
    </Button>
  );
}
