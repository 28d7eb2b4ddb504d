import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import type { LifeStep } from '../../hooks/useBookingLife';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ExtendDialog } from './ExtendDialog';
import { RejectDialog } from './RejectDialog';
import { useLifeActions } from './useLifeActions';

const STEPS: {
  step: LifeStep;
  label: 'approve' | 'checkIn' | 'keep' | 'waive';
  primary?: boolean;
}[] = [
  { step: 'approve', label: 'approve', primary: true },
  { step: 'check-in', label: 'checkIn', primary: true },
  { step: 'keep-alive', label: 'keep', primary: true },
  { step: 'waive-no-show', label: 'waive' },
];

/** What moves a booking on: each shown only while it can be done. */
export function LifeActions(props: {
  booking: Booking;
  size?: 'small' | 'medium';
}) {
  const { booking, size = 'small' } = props;
  const { t } = useTranslation();
  const { now } = useTimeFormat();
  const { take, pending } = useLifeActions();
  const [asking, setAsking] = useState<'reject' | 'extend'>();
  const { actions, title, checkIn } = booking;
  const isOpen = (step: LifeStep) =>
    step !== 'check-in' ||
    (checkIn && now.getTime() >= Date.parse(checkIn.from));
  const secondary = (action: 'reject' | 'extend') =>
    actions.includes(action) && (
      <Button
        size={size}
        variant="secondary"
        aria-label={t(`life.${action}Named`, { title })}
        onPress={() => setAsking(action)}
      >
        {t(`life.${action}`)}
      </Button>
    );
  const close = () => setAsking(undefined);
  return (
    <>
      {STEPS.filter(({ step }) => actions.includes(step) && isOpen(step)).map(
        ({ step, label, primary }) => (
          <Button
            key={step}
            size={size}
            variant={primary ? 'primary' : 'secondary'}
            isPending={pending === step}
            aria-label={t(`life.${label}Named`, { title })}
            onPress={() => take(booking, step)}
          >
            {t(`life.${label}`)}
          </Button>
        ),
      )}
      {secondary('reject')}
      {secondary('extend')}
      {asking === 'reject' && (
        <RejectDialog booking={booking} onClose={close} />
      )}
      {asking === 'extend' && (
        <ExtendDialog booking={booking} onClose={close} />
      )}
    </>
  );
}
