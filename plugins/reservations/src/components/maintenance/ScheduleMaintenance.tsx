import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useScheduleMaintenance } from '../../hooks/useMaintenance';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { choicesOf, newMaintenanceValues } from '../../lib/maintenance';
import { MaintenanceForm, tellForm } from './MaintenanceForm';
import { useMaintenanceForm } from './useMaintenanceForm';
import { useToldOutcome } from './useToldOutcome';

/** The form for a new window, of any of these resources or of one. */
export function ScheduleMaintenance(props: {
  resources: Resource[];
  resource?: Resource;
  onClose: () => void;
}) {
  const { resources, resource, onClose } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const tell = useToldOutcome();
  const schedule = useScheduleMaintenance();
  const { form, set, idempotencyKey } = useMaintenanceForm(() =>
    newMaintenanceValues({
      now: new Date(),
      zone,
      resourceRef: resource?.entityRef,
    }),
  );
  const { resourceRef, from, until, title, reason, affected } = form.values;
  return (
    <MaintenanceForm
      title={
        resource
          ? t('maintenance.scheduleOf', { title: resource.title })
          : t('maintenance.schedule')
      }
      form={form}
      resources={resources}
      isFixed={resource !== undefined}
      error={schedule.error}
      isPending={schedule.isPending}
      onChange={set}
      onClose={onClose}
      onSubmit={preview =>
        schedule.mutate(
          {
            idempotencyKey,
            window: {
              ...{ resourceRef, from, until, affected },
              title: title.trim(),
              reason: reason.trim() || undefined,
              choices: choicesOf(form.values, preview?.affected ?? []),
            },
          },
          {
            onSuccess: window => {
              tell(
                t('maintenance.done', { title: window.resourceTitle }),
                window,
              );
              onClose();
            },
            onError: error => tellForm(form, error),
          },
        )
      }
    />
  );
}
