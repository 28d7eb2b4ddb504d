import { useFormState } from '@callboard/frontend-kit';
import { useCallback, useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import type { MaintenanceValues } from '../../lib/maintenance';

/** What is in the form, and a key that is new with each change of it. */
export function useMaintenanceForm(initial: () => MaintenanceValues) {
  const { t } = useTranslation();
  const [first] = useState(initial);
  const [idempotencyKey, setKey] = useState<string>(() => crypto.randomUUID());
  const check = useCallback(
    (values: MaintenanceValues) => ({
      resourceRef: values.resourceRef
        ? undefined
        : t('maintenance.check.resource'),
      title: values.title.trim() ? undefined : t('maintenance.check.name'),
      until:
        Date.parse(values.until) > Date.parse(values.from)
          ? undefined
          : t('booking.endBeforeStart'),
    }),
    [t],
  );
  const form = useFormState({ initial: first, check });
  const set = <K extends keyof MaintenanceValues>(
    name: K,
    value: MaintenanceValues[K],
  ) => {
    form.set(name, value);
    setKey(crypto.randomUUID());
  };
  return { form, set, idempotencyKey };
}
