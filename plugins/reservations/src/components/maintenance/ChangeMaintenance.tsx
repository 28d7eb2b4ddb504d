import type {
  MaintenanceWindow,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { useChangeMaintenance } from '../../hooks/useMaintenance';
import { useTranslation } from '../../hooks/useTranslation';
import { choicesOf, valuesOf } from '../../lib/maintenance';
import { MaintenanceForm, tellForm } from './MaintenanceForm';
import { useMaintenanceForm } from './useMaintenanceForm';
import { useToldOutcome } from './useToldOutcome';

/** The form of a window that is not over; one that has begun keeps its start. */
export function ChangeMaintenance(props: {
  window: MaintenanceWindow;
  resources: Resource[];
  onClose: () => void;
}) {
  const { window, resources, onClose } = props;
  const { t } = useTranslation();
  const tell = useToldOutcome();
  const change = useChangeMaintenance();
  const { form, set } = useMaintenanceForm(() => valuesOf(window));
  const hasBegun = window.actions.includes('end');
  const { from, until, title, reason, affected } = form.values;
  return (
    <MaintenanceForm
      title={t('maintenance.changeTitle', { title: window.resourceTitle })}
      submitLabel={t('maintenance.changeSubmit')}
      form={form}
      resources={resources}
      isFixed
      startsNow={hasBegun}
      replaces={window}
      error={change.error}
      isPending={change.isPending}
      onChange={set}
      onClose={onClose}
      onSubmit={preview =>
        change.mutate(
          {
            window,
            change: {
              ...(from === window.from ? {} : { from }),
              ...(until === window.until ? {} : { until }),
              title: title.trim(),
              reason: reason.trim(),
              affected,
              choices: choicesOf(form.values, preview?.affected ?? []),
            },
          },
          {
            onSuccess: changed => {
              tell(
                t('maintenance.changed', { title: window.resourceTitle }),
                changed,
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
