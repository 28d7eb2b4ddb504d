import type {
  Problem,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { useProblemMaintenance } from '../../hooks/useMaintenance';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { choicesOf, newMaintenanceValues } from '../../lib/maintenance';
import { MaintenanceForm, tellForm } from '../maintenance/MaintenanceForm';
import { useMaintenanceForm } from '../maintenance/useMaintenanceForm';
import { useToldOutcome } from '../maintenance/useToldOutcome';

/** Out of service from now on, with the bookings in the way, in one step. */
export function SetMaintenance(props: {
  problem: Problem;
  resources: Resource[];
  onClose: () => void;
}) {
  const { problem, resources, onClose } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const tell = useToldOutcome();
  const set = useProblemMaintenance();
  const {
    form,
    set: change,
    idempotencyKey,
  } = useMaintenanceForm(() =>
    newMaintenanceValues({
      now: new Date(),
      zone,
      resourceRef: problem.resourceRef,
      title: problem.title,
      startsNow: true,
    }),
  );
  const { until, title, reason, affected } = form.values;
  return (
    <MaintenanceForm
      title={t('problems.setMaintenanceTitle', {
        title: problem.resourceTitle,
      })}
      form={form}
      resources={resources}
      isFixed
      startsNow
      error={set.error}
      isPending={set.isPending}
      onChange={change}
      onClose={onClose}
      onSubmit={preview =>
        set.mutate(
          {
            id: problem.id,
            idempotencyKey,
            window: {
              until,
              affected,
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
