import type {
  Booking,
  SeriesPart,
} from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { ReactNode, useState } from 'react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { LifeActions } from '../life/LifeActions';
import { SeriesPartDialog } from '../series/SeriesPartDialog';
import { HandOver } from './HandOver';
import { LeaveBooking } from './LeaveBooking';
import { useBookingActions } from './useBookingActions';

/**
 * What the caller may do with a booking now. An upcoming one is cancelled at
 * once, as it can be undone; ending a running one asks first.
 */
export function BookingActions(props: {
  booking: Booking;
  size?: 'small' | 'medium';
  onEnded?: () => void;
  children?: ReactNode;
}) {
  const { booking, size = 'small', onEnded, children } = props;
  const { t } = useTranslation();
  const { editBooking } = useBookingDrawer();
  const { cancel, release, isPending } = useBookingActions();
  const [asking, setAsking] = useState<'cancel' | 'release'>();
  const [choosing, setChoosing] = useState(false);
  const [handingOver, setHandingOver] = useState(false);
  const { actions, status, title } = booking;
  const isActive = status === 'active';

  const run = async (action: 'cancel' | 'release') => {
    const done = await (action === 'cancel' ? cancel : release)(booking);
    setAsking(undefined);
    if (done && action === 'cancel') onEnded?.();
  };

  const askToCancel = () => {
    if (booking.seriesId) {
      setChoosing(true);
    } else if (isActive) {
      setAsking('cancel');
    } else {
      run('cancel');
    }
  };
  const cancelPart = async (part: SeriesPart) => {
    const done = await cancel(booking, part);
    setChoosing(false);
    if (done) onEnded?.();
  };

  return (
    <>
      <LifeActions booking={booking} size={size} />
      {actions.includes('update') && (
        <Button
          size={size}
          variant="secondary"
          aria-label={t('booking.editNamed', { title })}
          onPress={() => editBooking(booking.id)}
        >
          {t('booking.edit')}
        </Button>
      )}
      {actions.includes('release') && (
        <Button
          size={size}
          variant="secondary"
          aria-label={t('booking.releaseNamed', { title })}
          onPress={() => setAsking('release')}
        >
          {t('booking.release')}
        </Button>
      )}
      {actions.includes('transfer') && (
        <Button
          size={size}
          variant="secondary"
          aria-label={t('booking.handOverNamed', { title })}
          onPress={() => setHandingOver(true)}
        >
          {t('booking.handOver')}
        </Button>
      )}
      {actions.includes('leave') && (
        <LeaveBooking booking={booking} size={size} onLeft={onEnded} />
      )}
      {children}
      {actions.includes('cancel') && (
        <Button
          size={size}
          variant="tertiary"
          destructive
          isPending={isPending}
          aria-label={t('booking.cancelNamed', { title })}
          onPress={askToCancel}
        >
          {t('booking.cancel')}
        </Button>
      )}
      {choosing && (
        <SeriesPartDialog
          about="cancel"
          action={t('booking.cancel')}
          isPending={isPending}
          onConfirm={cancelPart}
          onClose={() => setChoosing(false)}
        />
      )}
      {handingOver && (
        <HandOver booking={booking} onClose={() => setHandingOver(false)} />
      )}
      {asking && (
        <ConfirmDialog
          title={t(`booking.${asking}Question`, { title })}
          action={t(`booking.${asking}`)}
          destructive={asking === 'cancel'}
          isPending={isPending}
          onConfirm={() => run(asking)}
          onClose={() => setAsking(undefined)}
        >
          <WhatItTouches booking={booking} />
        </ConfirmDialog>
      )}
    </>
  );
}

function WhatItTouches({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const left = Date.parse(booking.end) - format.now.getTime();
  return (
    <>
      <p>
        {t('booking.endsNow', {
          resources: booking.resourceRefs.map(titleOf).join(', '),
          left: format.duration(left),
        })}
      </p>
      {booking.participants.length > 0 && (
        <p>
          {t('booking.touchesParticipants', {
            count: booking.participants.length,
          })}
        </p>
      )}
    </>
  );
}
