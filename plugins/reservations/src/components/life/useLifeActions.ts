import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { useCallback } from 'react';
import { useTold } from '@callboard/frontend-kit';
import { type LifeStep, useLifeStep } from '../../hooks/useBookingLife';
import { useTranslation } from '../../hooks/useTranslation';

const DONE = {
  approve: 'life.approved',
  'check-in': 'life.checkedIn',
  'keep-alive': 'life.kept',
  'waive-no-show': 'life.waived',
} as const;

const FAILED = {
  approve: 'life.notApproved',
  'check-in': 'life.notCheckedIn',
  'keep-alive': 'life.notKept',
  'waive-no-show': 'life.notWaived',
} as const;

/** Takes a step at once, and says what came of it. */
export function useLifeActions() {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
  const { failed } = useTold();
  const { mutateAsync, isPending, variables } = useLifeStep();
  const take = useCallback(
    async ({ id, title }: Booking, step: LifeStep) => {
      try {
        await mutateAsync({ id, step });
      } catch (error) {
        failed(t(FAILED[step], { title }), error);
        return;
      }
      toast.post({
        title: t(DONE[step], { title }),
        status: 'success',
        timeout: 5_000,
      });
    },
    [failed, mutateAsync, t, toast],
  );
  return { take, pending: isPending ? variables?.step : undefined };
}
