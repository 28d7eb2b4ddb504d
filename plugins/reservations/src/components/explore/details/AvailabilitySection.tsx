import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Button, Skeleton, Text } from '@backstage/ui';
import { useBookingDrawer } from '../../../hooks/useBookingDrawer';
import { useTimeFormat } from '../../../hooks/useTimeFormat';
import { useTranslation } from '../../../hooks/useTranslation';
import { ErrorPanel } from '../../common/ErrorPanel';
import { AvailabilityBadge } from '../../entity/AvailabilityBadge';
import { TimelineBar } from '../../entity/TimelineBar';
import {
  LOOK_AHEAD_DAYS,
  useResourceAvailability,
} from '../../entity/useResourceAvailability';
import { Section } from './Section';
import styles from './Section.module.css';

export function AvailabilitySection({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const { availability, at, isPending, error, refetch } =
    useResourceAvailability(resource.archived ? undefined : resource.entityRef);
  if (resource.archived) {
    return null;
  }
  return (
    <Section title={t('explore.details.availability')}>
      {error && !availability ? (
        <ErrorPanel
          title={t('common.error.load', {
            what: t('explore.details.availability'),
          })}
          error={error}
          onRetry={refetch}
        />
      ) : (
        <div className={styles.row}>
          {isPending && <Skeleton width={180} height={24} />}
          <AvailabilityBadge resource={resource} now={at} />
        </div>
      )}
      {resource.statusReason && resource.status !== 'active' && (
        <Text as="p" color="secondary">
          {resource.statusReason}
        </Text>
      )}
      {availability && availability.status === 'active' && (
        <>
          <TimelineBar availability={availability} />
          <NextFree resource={resource} next={availability.next} />
        </>
      )}
    </Section>
  );
}

function NextFree(props: {
  resource: Resource;
  next: { start: string; end: string } | undefined;
}) {
  const { resource, next } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { openForm } = useBookingDrawer();
  if (!next) {
    return (
      <Text as="p" color="secondary">
        {t('explore.details.noneFree', { days: String(LOOK_AHEAD_DAYS) })}
      </Text>
    );
  }
  const when = format.when(next.start, next.end);
  return (
    <div className={styles.row}>
      <span>
        {t('explore.details.nextFree')}: {when}
      </span>
      {resource.actions.includes('book') && (
        <Button
          size="small"
          variant="tertiary"
          aria-label={`${t('explore.bookNamed', { title: resource.title })}: ${when}`}
          onPress={() =>
            openForm({
              resourceRefs: [resource.entityRef],
              start: next.start,
              end: next.end,
            })
          }
        >
          {t('explore.book')}
        </Button>
      )}
    </div>
  );
}
