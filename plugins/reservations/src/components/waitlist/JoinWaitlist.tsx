import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  NewBooking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Checkbox, Select, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useHref } from 'react-router-dom';
import {
  useResources,
  useResourceTypes,
  useSites,
} from '../../hooks/useInventory';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { useJoinWaitlist } from '../../hooks/useWaitlist';
import {
  othersLike,
  toWaitlistEntry,
  WAIT_WINDOWS,
  WaitWindow,
} from '../../lib/waitlist';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from './Waitlist.module.css';

const NONE: Resource[] = [];

/** Beneath a refusal: to be told once it is free, instead of looking again. */
export function JoinWaitlist(props: {
  resource: Resource;
  /** What was refused, as it would be booked. */
  booking: NewBooking;
  onJoined: () => void;
}) {
  const { resource, booking, onJoined } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const toast = useApi(toastApiRef);
  const mine = useHref('/reservations/my-bookings');
  const { data: resources = NONE } = useResources();
  const { data: types } = useResourceTypes();
  const { data: sites } = useSites();
  const join = useJoinWaitlist();
  const [window, setWindow] = useState<WaitWindow>('exact');
  const [isAny, setAny] = useState(false);
  const others = othersLike(resource, resources);
  const any = isAny && others.length > 0;
  const wanted = JSON.stringify([booking, window, any]);
  // A key belongs to one body.
  const idempotencyKey = useMemo(
    () => (wanted ? crypto.randomUUID() : ''),
    [wanted],
  );
  const type =
    types?.find(one => one.name === resource.type)?.title ?? resource.type;
  const site =
    sites?.find(one => one.entityRef === resource.siteRef)?.title ?? '';

  const submit = () => {
    const entry = toWaitlistEntry(
      booking,
      { window, any },
      { resource, zone, now: new Date() },
    );
    join.mutate(
      { entry, idempotencyKey },
      {
        onSuccess: ({ position = 1 }) => {
          toast.post({
            title: t('waitlist.joined', {
              what: any ? t('waitlist.anyOf', { type }) : resource.title,
            }),
            description: t('waitlist.joinedPlace', { place: String(position) }),
            status: 'success',
            timeout: 8_000,
            links: [{ label: t('waitlist.view'), href: mine }],
          });
          onJoined();
        },
      },
    );
  };

  return (
    <section className={styles.join} aria-label={t('waitlist.title')}>
      <Text as="p" color="secondary">
        {t('waitlist.hint')}
      </Text>
      <Select
        label={t('waitlist.when')}
        size="small"
        options={WAIT_WINDOWS.map(value => ({
          value,
          label: t(`waitlist.when.${value}`),
        }))}
        selectedKey={window}
        onSelectionChange={key => setWindow(key as WaitWindow)}
      />
      {others.length > 0 && (
        <Checkbox isSelected={isAny} onChange={setAny}>
          {t('waitlist.any', { type, site })}
        </Checkbox>
      )}
      {join.error && (
        <ErrorPanel
          title={t('waitlist.notJoined')}
          error={join.error}
          mutation
        />
      )}
      <Button variant="secondary" isPending={join.isPending} onPress={submit}>
        {t('waitlist.join')}
      </Button>
    </section>
  );
}
