import type {
  AffectedBooking,
  MaintenanceDecision,
  MaintenancePreviewRequest,
} from '@callboard/backstage-plugin-reservations-common';
import { Radio, RadioGroup, Select, Text } from '@backstage/ui';
import { EntityName } from '@callboard/frontend-kit';
import { useMaintenancePreview } from '../../hooks/useMaintenance';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { MaintenanceValues, Wish } from '../../lib/maintenance';
import styles from './Maintenance.module.css';

const DECISIONS = ['keep', 'move', 'cancel'] as const;

/** The bookings in the way of a window, and what becomes of them. */
export function AffectedBookings(props: {
  request: MaintenancePreviewRequest | undefined;
  values: Pick<MaintenanceValues, 'affected' | 'choices'>;
  onDecide: (decision: MaintenanceDecision) => void;
  onWish: (bookingId: string, wish: Wish | undefined) => void;
}) {
  const { request, values, onDecide, onWish } = props;
  const { t } = useTranslation();
  const { data, error, isFetching } = useMaintenancePreview(request);
  if (!request) {
    return null;
  }
  const content = () => {
    if (error && !isFetching) {
      return <p>{t('maintenance.affected.failed')}</p>;
    }
    if (!data) {
      return <p>{t('maintenance.affected.looking')}</p>;
    }
    const { affected, truncated } = data;
    if (affected.length === 0) {
      return <p>{t('maintenance.affected.none')}</p>;
    }
    return (
      <>
        <p>{t('maintenance.affected.count', { count: affected.length })}</p>
        <RadioGroup
          label={t('maintenance.affected.decide')}
          value={values.affected}
          onChange={value => onDecide(value as MaintenanceDecision)}
        >
          {DECISIONS.map(decision => (
            <Radio key={decision} value={decision}>
              {t(`maintenance.affected.${decision}`)}
            </Radio>
          ))}
        </RadioGroup>
        <ul className={styles.list}>
          {affected.map(booking => (
            <AffectedRow
              key={booking.bookingId}
              booking={booking}
              wish={values.choices[booking.bookingId]}
              onWish={wish => onWish(booking.bookingId, wish)}
            />
          ))}
        </ul>
        {truncated && <p>{t('maintenance.affected.more')}</p>}
      </>
    );
  };
  return (
    <section
      className={styles.affected}
      aria-label={t('maintenance.affected.title')}
      aria-busy={isFetching}
    >
      <Text as="h4" variant="body-medium" weight="bold">
        {t('maintenance.affected.title')}
      </Text>
      {content()}
    </section>
  );
}

const AS_ALL = 'as-all';

function AffectedRow(props: {
  booking: AffectedBooking;
  wish: Wish | undefined;
  onWish: (wish: Wish | undefined) => void;
}) {
  const { booking, wish, onWish } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const { alternatives, actions, owner, start, end } = booking;
  const title = booking.title ?? t('maintenance.affected.hidden');
  const places = alternatives.map(to => {
    const where = to.resourceRefs.map(titleOf).join(', ');
    return to.sameTime
      ? t('maintenance.affected.sameTime', { where })
      : t('maintenance.affected.later', {
          where,
          when: format.when(to.start, to.end),
        });
  });
  const options = [
    { id: AS_ALL, label: t('maintenance.affected.asAll') },
    { id: 'keep', label: t('maintenance.affected.keepOne') },
    ...(actions.includes('move')
      ? [
          { id: 'move', label: t('maintenance.affected.moveOne') },
          ...places.map((where, index) => ({
            id: `to:${index}`,
            label: t('maintenance.affected.moveTo', { where }),
          })),
        ]
      : []),
    ...(actions.includes('cancel')
      ? [{ id: 'cancel', label: t('maintenance.affected.cancelOne') }]
      : []),
  ];
  const chosen = () => {
    if (!wish) return AS_ALL;
    const at = wish.to ? alternatives.indexOf(wish.to) : -1;
    return at >= 0 ? `to:${at}` : wish.decision;
  };
  const choose = (key: string) => {
    if (key === AS_ALL) {
      onWish(undefined);
    } else if (key.startsWith('to:')) {
      onWish({ decision: 'move', to: alternatives[Number(key.slice(3))] });
    } else {
      onWish({ decision: key as MaintenanceDecision });
    }
  };
  return (
    <li>
      <Text as="p" weight="bold">
        {title}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        <span title={format.exact(start, end)}>{format.when(start, end)}</span>
        {' · '}
        {booking.resourceRefs.map(titleOf).join(', ')}
        {owner && (
          <>
            {' · '}
            <EntityName entityRef={owner} />
          </>
        )}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {booking.relation === 'above' && t('maintenance.affected.above')}
        {booking.relation === 'direct' &&
          (places[0] ??
            (booking.status === 'active'
              ? ''
              : t('maintenance.affected.noWay')))}
      </Text>
      <Select
        aria-label={t('maintenance.affected.one', { title })}
        size="small"
        options={options}
        value={chosen()}
        onChange={key => choose(String(key ?? AS_ALL))}
      />
    </li>
  );
}
