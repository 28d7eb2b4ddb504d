import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useTranslation } from '../../hooks/useTranslation';
import { Status } from '@callboard/frontend-kit';
import { ResourceStatusTag } from '../common/StatusTag';
import type { AvailabilityNow } from './availability';
import { useMoment } from './useMoment';

type Shown = Pick<Resource, 'status' | 'capacity' | 'archived'>;

/** Free or taken now and until when, as a word with its colour. */
export function AvailabilityBadge(props: {
  resource: Shown;
  now: AvailabilityNow | undefined;
}) {
  const { resource, now } = props;
  const { t } = useTranslation();
  const moment = useMoment();
  if (resource.archived) {
    return null;
  }
  if (resource.status !== 'active') {
    return <ResourceStatusTag status={resource.status} />;
  }
  if (!now) {
    return null;
  }
  if (now.state === 'out') {
    return (
      <Status tone="warning">{t('explore.availability.outOfAncestor')}</Status>
    );
  }
  const time = now.until && moment(now.until);
  if (now.state === 'taken') {
    return (
      <Status tone="neutral">
        {time
          ? t('explore.availability.takenUntil', { time })
          : t('explore.availability.taken')}
      </Status>
    );
  }
  const free = time
    ? t('explore.availability.freeUntil', { time })
    : t('explore.availability.free');
  const units =
    resource.capacity === 'exclusive'
      ? ''
      : ` · ${t('explore.availability.unitsFree', {
          free: String(now.unitsFree),
          total: String(resource.capacity),
        })}`;
  return <Status tone="success">{`${free}${units}`}</Status>;
}
