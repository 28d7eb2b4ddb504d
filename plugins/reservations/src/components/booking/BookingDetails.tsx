import type {
  Booking,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { Alert, Text } from '@backstage/ui';
import { useMemo } from 'react';
import {
  useResources,
  useResourceTypes,
  useSites,
} from '../../hooks/useInventory';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { EntityLink, MINUTE_MS } from '@callboard/frontend-kit';
import { StatusTag } from '../common/StatusTag';
import { LifeSection } from '../life/LifeSection';
import { SeriesSection } from '../series/SeriesSection';
import styles from './BookingDetails.module.css';
import { Field } from './Field';
import { ProvisioningSection } from './ProvisioningSection';

export function BookingDetails({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const types = useTypesOf(booking.resourceRefs);
  const instructions = types.filter(type => type.instructions);
  return (
    <div className={styles.details}>
      <div className={styles.state}>
        <StatusTag status={booking.status} />
        {booking.statusReason && (
          <Text color="secondary">{booking.statusReason}</Text>
        )}
      </div>
      {booking.notices.map(notice => (
        <Alert
          key={`${notice.code}${notice.resourceRef}`}
          status="warning"
          icon
          description={notice.message}
        />
      ))}
      {booking.waitlistEntryId && booking.expiresAt && (
        <Alert
          status="info"
          icon
          description={t('waitlist.heldHint', {
            time: format.time(booking.expiresAt),
          })}
        />
      )}
      <LifeSection booking={booking} />
      <ProvisioningSection booking={booking} />
      <When booking={booking} />
      <SeriesSection booking={booking} />
      <Where booking={booking} />
      <People booking={booking} />
      {booking.project && (
        <Field label={t('projects.charged')}>{booking.project}</Field>
      )}
      {booking.purpose && (
        <Field label={t('booking.purpose')}>
          <p className={styles.text}>{booking.purpose}</p>
        </Field>
      )}
      <Parameters booking={booking} types={types} />
      {instructions.map(type => (
        <Field
          key={type.id}
          label={t('booking.instructions', { type: type.title })}
        >
          <p className={styles.text}>{type.instructions}</p>
        </Field>
      ))}
    </div>
  );
}

function When({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { start, end, setupMinutes, teardownMinutes, status } = booking;
  const length = Date.parse(end) - Date.parse(start);
  const now = format.now.getTime();
  const relative = () => {
    if (status === 'active') {
      return t('booking.ends', { relative: format.relative(end) });
    }
    return now < Date.parse(start)
      ? t('booking.starts', { relative: format.relative(start) })
      : t('booking.ended', { relative: format.relative(end) });
  };
  return (
    <Field label={t('booking.when')}>
      <span title={format.exact(start, end)}>{format.when(start, end)}</span>
      <Text
        as="p"
        color="secondary"
        variant="body-small"
        className={styles.text}
      >
        {format.duration(length)} · {relative()}
      </Text>
      {setupMinutes + teardownMinutes > 0 && (
        <Text
          as="p"
          color="secondary"
          variant="body-small"
          className={styles.text}
        >
          {t('booking.buffers', {
            setup: format.duration(setupMinutes * MINUTE_MS),
            teardown: format.duration(teardownMinutes * MINUTE_MS),
          })}
        </Text>
      )}
    </Field>
  );
}

function Where({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const titleOf = useResourceTitles();
  const { data: resources } = useResources();
  const { data: sites } = useSites();
  return (
    <Field label={t('booking.where')}>
      <ul className={styles.list}>
        {booking.resourceRefs.map(ref => {
          const resource = resources?.find(r => r.entityRef === ref);
          const site = sites?.find(s => s.entityRef === resource?.siteRef);
          const units = booking.units[ref];
          return (
            <li key={ref}>
              <EntityLink entityRef={ref} title={titleOf(ref)} />
              {units !== undefined &&
                typeof resource?.capacity === 'number' && (
                  <span className={styles.aside}>
                    {t('booking.units', { count: units })}
                  </span>
                )}
              {site && (
                <span className={styles.aside}>
                  {[site.title, resource?.location].filter(Boolean).join(', ')}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Field>
  );
}

function People({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { owner, bookedBy, participants } = booking;
  return (
    <>
      <Field label={t('booking.owner')}>
        <EntityLink entityRef={owner} />
        {bookedBy !== owner && (
          <span className={styles.aside}>
            {t('booking.bookedBy')} <EntityLink entityRef={bookedBy} />
          </span>
        )}
      </Field>
      {participants.length > 0 && (
        <Field label={t('booking.participants')}>
          <ul className={styles.list}>
            {participants.map(ref => (
              <li key={ref}>
                <EntityLink entityRef={ref} />
              </li>
            ))}
          </ul>
        </Field>
      )}
    </>
  );
}

/** The schema's title of a parameter, where the type still has it. */
function parameterTitle(name: string, types: ResourceType[]): string {
  for (const { bookingParametersSchema } of types) {
    const properties = (bookingParametersSchema as { properties?: unknown })
      .properties as Record<string, { title?: string }> | undefined;
    const title = properties?.[name]?.title;
    if (title) return title;
  }
  return name;
}

function Parameters(props: { booking: Booking; types: ResourceType[] }) {
  const { booking, types } = props;
  const { t } = useTranslation();
  const titleOf = useResourceTitles();
  const entries = Object.entries(booking.parameters).flatMap(([key, value]) =>
    booking.resourceRefs.includes(key) && value && typeof value === 'object'
      ? Object.entries(value).map(
          ([name, inner]) =>
            [`${titleOf(key)}: ${parameterTitle(name, types)}`, inner] as const,
        )
      : [[parameterTitle(key, types), value] as const],
  );
  if (entries.length === 0) {
    return null;
  }
  return (
    <Field label={t('booking.parameters')}>
      <dl className={styles.parameters}>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{say(value, t('booking.yes'), t('booking.no'))}</dd>
          </div>
        ))}
      </dl>
    </Field>
  );
}

function say(value: unknown, yes: string, no: string): string {
  if (typeof value === 'boolean') return value ? yes : no;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function useTypesOf(resourceRefs: string[]): ResourceType[] {
  const { data: resources } = useResources();
  const { data: types } = useResourceTypes();
  return useMemo(() => {
    const names = new Set(
      resources
        ?.filter(resource => resourceRefs.includes(resource.entityRef))
        .map(resource => resource.type),
    );
    return types?.filter(type => names.has(type.name)) ?? [];
  }, [resourceRefs, resources, types]);
}
