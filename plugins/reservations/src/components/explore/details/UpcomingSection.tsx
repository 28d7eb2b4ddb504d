import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { HOLDING_STATUSES } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { useBookings } from '../../../hooks/useBookings';
import { useTranslation } from '../../../hooks/useTranslation';
import { ErrorPanel } from '../../common/ErrorPanel';
import { RowsSkeleton } from '../../common/Skeletons';
import { BookingLines } from '../../entity/BookingLines';
import { useRelatedRefs } from '../../entity/useRelatedRefs';
import { LOOK_AHEAD_DAYS } from '../../entity/useResourceAvailability';
import { useWindow } from '../../entity/useWindow';
import { Section } from './Section';

const SHOWN = 5;

/** What runs now and what comes next, as far as the caller may see it. */
export function UpcomingSection({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const window = useWindow(LOOK_AHEAD_DAYS * 24);
  const query = useBookings({
    ...window,
    resource: useRelatedRefs(resource),
    status: [...HOLDING_STATUSES],
    limit: SHOWN,
  });
  const bookings = query.data?.pages[0].items;
  return (
    <Section title={t('explore.details.upcoming')}>
      {query.isPending && <RowsSkeleton rows={2} height={44} />}
      {query.isError && !bookings && (
        <ErrorPanel
          title={t('common.error.load', {
            what: t('explore.details.upcoming'),
          })}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {bookings?.length === 0 && (
        <Text as="p" color="secondary">
          {t('explore.details.noUpcoming', { days: String(LOOK_AHEAD_DAYS) })}
        </Text>
      )}
      {bookings && bookings.length > 0 && (
        <BookingLines bookings={bookings} of={resource.entityRef} />
      )}
    </Section>
  );
}
