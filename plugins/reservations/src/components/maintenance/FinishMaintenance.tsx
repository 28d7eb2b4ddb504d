import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { MaintenanceWindow } from '@callboard/backstage-plugin-reservations-common';
import { useFinishMaintenance } from '../../hooks/useMaintenance';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';

/** Asks before a window is called off, or ended now. */
export function FinishMaintenance(props: {
  window: MaintenanceWindow;
  how: 'cancel' | 'end';
  onClose: () => void;
}) {
  const { window, how, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const finish = useFinishMaintenance();
  const names = { name: window.title, title: window.resourceTitle };
  return (
    <ConfirmDialog
      title={t(`maintenance.${how}Question`, names)}
      action={t(`maintenance.${how}`)}
      destructive={how === 'cancel'}
      isPending={finish.isPending}
      error={finish.error}
      onClose={onClose}
      onConfirm={() =>
        finish.mutate(
          { id: window.id, how },
          {
            onSuccess: () => {
              toast.post({
                title: t(
                  how === 'cancel'
                    ? 'maintenance.cancelled'
                    : 'maintenance.ended',
                  { title: window.resourceTitle },
                ),
                status: 'success',
              });
              onClose();
            },
          },
        )
      }
    >
      <p>{t(`maintenance.${how}Text`)}</p>
    </ConfirmDialog>
  );
}
