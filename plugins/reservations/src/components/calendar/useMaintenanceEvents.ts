import { useMemo } from 'react';
import type { CalendarFilters } from '../../hooks/useBookings';
import { useResources } from '../../hooks/useInventory';
import { useMaintenanceWindows } from '../../hooks/useMaintenance';
import { useTranslation } from '../../hooks/useTranslation';
import { toMaintenanceEvents } from '../../lib/calendarEvents';

/** What of all that the calendar shows is in maintenance, in its window. */
export function useMaintenanceEvents(
  window: { from: string; to: string },
  { resource, site, type }: CalendarFilters,
) {
  const { t } = useTranslation();
  const { data: windows } = useMaintenanceWindows({
    from: window.from,
    to: window.to,
    resource,
    site,
  });
  const { data: resources } = useResources();
  return useMemo(() => {
    const types = new Map(resources?.map(one => [one.entityRef, one.type]));
    const shown = windows?.filter(
      ({ resourceRef }) =>
        !type || resource || type.includes(types.get(resourceRef) ?? ''),
    );
    return toMaintenanceEvents(shown ?? [], one =>
      t('maintenance.onCalendar', {
        name: one.title,
        title: one.resourceTitle,
      }),
    );
  }, [windows, resources, resource, type, t]);
}
