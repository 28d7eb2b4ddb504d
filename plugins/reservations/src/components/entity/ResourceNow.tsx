import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useBookings } from '../../hooks/useBookings';
import { useNow } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { DetailsSkeleton } from '../common/Skeletons';
import { ResourceStatusTag } from '../common/StatusTag';
import type { AvailabilityNow } from './availability';
import styles from './AvailabilityCard.module.css';
import { BookingLines } from './BookingLines';
import { TimelineBar } from './TimelineBar';
import { useRelatedRefs } from './useRelatedRefs';
import { useMoment } from './useMoment';
import {
  LOOK_AHEAD_DAYS,
  useResourceAvailability,
} from './useResourceAvailability';
import { useWindow } from './useWindow';

const FIVE_MINUTES = 5 / 60;

/** Free or taken and until when, what is on, the day as a bar, the next gap. */
export function ResourceNow({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { availability, at, isPending, error, refetch } =
    useResourceAvailability(resource.archived ? undefined : resource.entityRef);
  if (resource.archived) {
    return <Text as="p">{t('explore.details.archived')}</Text>;
  }
  if (isPending) {
    return <DetailsSkeleton />;
  }
  if (!availability || !at) {
    return (
      <ErrorPanel
        title={t('common.error.load', { what: t('entity.card.what') })}
        error={error}
        onRetry={refetch}
      />
    );
  }
  if (at.state === 'out') {
    return (
      <div className={styles.content}>
        <div>
          <ResourceStatusTag status={availability.status} />
        </div>
        <Text as="p">{outOfServiceReason(resource, t, format.time)}</Text>
        {resource.maintenance && <TimelineBar availability={availability} />}
      </div>
    );
  }
  const { next } = availability;
  return (
    <div className={styles.content}>
      <State at={at} />
      <RunningNow resource={resource} />
      <TimelineBar availability={availability} />
      <Line label={t('entity.card.nextFree')}>
        {next ? (
          <span title={format.exact(next.start, next.end)}>
            {format.when(next.start, next.end)}
          </span>
        ) : (
          t('entity.card.noneFree', { days: String(LOOK_AHEAD_DAYS) })
        )}
      </Line>
    </div>
  );
}

/** Maintenance says until when; a status only why. */
function outOfServiceReason(
  { maintenance, status, statusReason }: Resource,
  t: ReturnType<typeof useTranslation>['t'],
  time: (at: string) => string,
): string | undefined {
  if (status !== 'active') {
    return statusReason;
  }
  return maintenance
    ? t('maintenance.now', {
        time: time(maintenance.until),
        name: maintenance.title,
      })
    : t('explore.availability.outOfAncestor');
}

function State({ at }: { at: AvailabilityNow }) {
  const { t } = useTranslation();
  const moment = useMoment();
  const { duration } = useTimeFormat();
  const now = useNow();
  const word = at.state === 'free' ? 'free' : 'taken';
  return (
    <div className={styles.state} data-state={at.state} role="status">
      <p className={styles.word}>
        {at.until
          ? t(`entity.card.${word}Until`, { time: moment(at.until) })
          : t(`entity.card.${word}`)}
      </p>
      <Text as="p" color="secondary">
        {at.until
          ? t('entity.card.forDuration', {
              duration: duration(at.until.getTime() - now.getTime()),
            })
          : t('entity.card.longer', { days: String(LOOK_AHEAD_DAYS) })}
      </Text>
    </div>
  );
}

function RunningNow({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const window = useWindow(FIVE_MINUTES);
  const { data } = useBookings({
    ...window,
    resource: useRelatedRefs(resource),
    status: ['active'],
  });
  const running = data?.pages[0].items ?? [];
  return running.length > 0 ? (
    <div>
      <span className={styles.label}>{t('entity.card.running')}</span>
      <BookingLines bookings={running} of={resource.entityRef} />
    </div>
  ) : null;
}

function Line(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span className={styles.label}>{props.label}</span>
      {props.children}
    </div>
  );
}
