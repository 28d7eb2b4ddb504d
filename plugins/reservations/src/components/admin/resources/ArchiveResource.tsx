import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { HOLDING_STATUSES } from '@callboard/backstage-plugin-reservations-common';
import { useBookings } from '../../../hooks/useBookings';
import { useTranslation } from '../../../hooks/useTranslation';
import { ConfirmDialog } from '../../common/ConfirmDialog';
import { useSavedToast } from '../common/useSavedToast';
import { useArchiveResource } from '../useInventoryMutations';

const COUNTED = 500;

/** Asks once, with the bookings and parts that it touches. */
export function ArchiveResource(props: {
  resource: Resource;
  resources: Resource[];
  onClose: () => void;
}) {
  const { resource, resources, onClose } = props;
  const { t } = useTranslation();
  const told = useSavedToast();
  const archive = useArchiveResource();
  const bookings = useBookings({
    resource: [resource.entityRef],
    status: [...HOLDING_STATUSES],
    limit: COUNTED,
  });
  const held = bookings.data?.pages[0].items.length ?? 0;
  const parts = resources.filter(
    r => r.parentRef === resource.entityRef && !r.archived,
  ).length;
  return (
    <ConfirmDialog
      title={t('admin.resource.archiveTitle', { title: resource.title })}
      action={t('admin.resource.archive')}
      destructive
      isPending={archive.isPending}
      error={archive.error}
      onClose={onClose}
      onConfirm={() =>
        archive.mutate(resource.id, {
          onSuccess: () => {
            told(resource.title, 'archived');
            onClose();
          },
        })
      }
    >
      <p>{t('admin.resource.archiveText')}</p>
      {held > 0 && (
        <p>{t('admin.resource.archiveBookings', { count: held })}</p>
      )}
      {parts > 0 && <p>{t('admin.resource.archiveParts', { count: parts })}</p>}
    </ConfirmDialog>
  );
}
