import {
  AccessGrant,
  Booking,
  HOLDING_STATUSES,
} from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { useBookings } from '../../hooks/useBookings';
import { useTranslation } from '../../hooks/useTranslation';
import { AffectedList } from './AffectedList';

const SHOWN = 20;
const NONE: Booking[] = [];

/**
 * Before an end is moved: what the person has booked there beyond it. Of a
 * group only what is the group's own; the answer to the change names the rest.
 */
export function AffectedBookings(props: {
  grant: AccessGrant;
  /** ISO 8601 */
  beyond: string;
}) {
  const { grant, beyond } = props;
  const { t } = useTranslation();
  const { data, error } = useBookings({
    owner: [grant.subjectRef],
    ...(grant.resourceRef
      ? { resource: [grant.resourceRef] }
      : { site: [grant.siteRef] }),
    status: [...HOLDING_STATUSES],
    from: beyond,
    limit: SHOWN,
  });
  if (!data) {
    return (
      <Text as="p" color="secondary" role="status">
        {t(error ? 'grants.affectedUnknown' : 'grants.affectedLooking')}
      </Text>
    );
  }
  const bookings = data?.pages.flatMap(page => page.items) ?? NONE;
  return bookings.length === 0 ? (
    <p>{t('grants.affectedNone')}</p>
  ) : (
    <>
      <p>{t('grants.affected', { count: bookings.length })}</p>
      <AffectedList bookings={bookings} />
    </>
  );
}
