import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { MaintenanceWindow } from '@callboard/backstage-plugin-reservations-common';
import { useTranslation } from '../../hooks/useTranslation';

const OUTCOMES = ['moved', 'shortened', 'cancelled', 'kept'] as const;

/** Says in a toast what was done, and what became of the bookings. */
export function useToldOutcome() {
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  return (title: string, { outcomes = [] }: MaintenanceWindow) => {
    const counts = OUTCOMES.flatMap(outcome => {
      const number = outcomes.filter(one => one.outcome === outcome).length;
      return number > 0
        ? [t(`maintenance.outcome.${outcome}`, { number: String(number) })]
        : [];
    });
    toast.post({
      title,
      description: counts.length > 0 ? counts.join(' · ') : undefined,
      status: 'success',
    });
  };
}
