import {
  type Booking,
  describeRule,
  isTerminal,
  parseRule,
  type SeriesBooking,
} from '@callboard/backstage-plugin-reservations-common';
import { useLanguage } from '@callboard/frontend-kit';
import { Button, Text } from '@backstage/ui';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useSeries } from '../../hooks/useSeries';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { dayOf } from '../../lib/repeats';
import { Field } from '../booking/Field';
import styles from './Series.module.css';

/** "Every Tuesday, 12 times: 3 of 12", with the way to its neighbours. */
export function SeriesSection({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const language = useLanguage();
  const { editRule } = useBookingDrawer();
  const { data: series } = useSeries(booking.seriesId);
  if (!series) {
    return null;
  }
  const shown = series.items.filter(
    ({ id, status }) =>
      id === booking.id || !isTerminal(status) || status === 'completed',
  );
  const index = shown.findIndex(({ id }) => id === booking.id);
  const own = shown[index];
  const words = describeRule(
    parseRule(series.rule),
    { day: dayOf(series.start, series.timeZone) },
    language,
  );
  return (
    <Field label={t('series.title')}>
      <span>{words}</span>
      <Text as="p" color="secondary" variant="body-small">
        {t('series.position', {
          number: String(index + 1),
          total: String(shown.length),
        })}
        {own?.moved && booking.occurrence && (
          <>
            {' · '}
            {t('series.moved', { when: format.time(booking.occurrence) })}
          </>
        )}
      </Text>
      <div className={styles.links}>
        <Neighbour kind="previous" booking={shown[index - 1]} />
        <Neighbour kind="next" booking={shown[index + 1]} />
        {series.actions.includes('update') && !isTerminal(booking.status) && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => editRule(booking.id)}
          >
            {t('series.changeRule')}
          </Button>
        )}
      </div>
    </Field>
  );
}

function Neighbour(props: {
  kind: 'previous' | 'next';
  booking: SeriesBooking | undefined;
}) {
  const { kind, booking } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { openBooking } = useBookingDrawer();
  if (!booking) {
    return null;
  }
  const when = format.span(booking.start, booking.end);
  return (
    <Button
      size="small"
      variant="secondary"
      aria-label={t(`series.${kind}Named`, { when })}
      onPress={() => openBooking(booking.id)}
    >
      {t(`series.${kind}`)}
    </Button>
  );
}
