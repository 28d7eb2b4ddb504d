import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import { useMemo } from 'react';
import { useResources, useResourceTypes } from '../../hooks/useInventory';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTranslation } from '../../hooks/useTranslation';
import { matchesSearch, toCalendarEvents } from '../../lib/calendarEvents';

const NO_COLOUR = '#6b7280';

/** Bookings as events with the colours of their types in this theme. */
export function useCalendarEvents(
  bookings: CalendarBooking[] | undefined,
  search: string,
) {
  const mode = useThemeMode();
  const titleOf = useResourceTitles();
  const held = useTranslation().t('waitlist.held');
  const { data: resources } = useResources();
  const { data: types } = useResourceTypes();

  const colourOf = useMemo(() => {
    const byType = new Map(types?.map(type => [type.name, type.colour]));
    const byRef = new Map(
      resources?.map(resource => [
        resource.entityRef,
        byType.get(resource.type) ?? NO_COLOUR,
      ]),
    );
    return (resourceRef: string) => byRef.get(resourceRef) ?? NO_COLOUR;
  }, [resources, types]);

  return useMemo(() => {
    const found = search.trim()
      ? bookings?.filter(booking =>
          matchesSearch(booking, search.trim(), titleOf),
        )
      : bookings;
    const shown = found?.map(booking =>
      booking.held ? { ...booking, title: held } : booking,
    );
    return toCalendarEvents(shown ?? [], { mode, titleOf, colourOf });
  }, [bookings, search, held, mode, titleOf, colourOf]);
}
