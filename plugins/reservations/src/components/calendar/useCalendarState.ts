import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { CalendarFilters } from '../../hooks/useBookings';
import { useSetSearchParams } from '@callboard/frontend-kit';
import { useSite } from '../../hooks/useSite';
import { useTimeZone } from '../../hooks/useTimeZone';
import {
  CALENDAR_VIEWS,
  CalendarView,
  calendarWindow,
  isPlainDate,
  PlainDate,
  plainDate,
  shiftDate,
} from '../../lib/calendarWindow';

/** Everything that decides what the calendar shows; all of it is the address. */
export type CalendarState = {
  view: CalendarView;
  date: PlainDate;
  types: string[];
  resources: string[];
  owners: string[];
  mine: boolean;
  search: string;
};

function list(value: string | null): string[] {
  return value?.split(',').filter(Boolean) ?? [];
}

export function useCalendarState() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const { zone } = useTimeZone();
  const { siteRef } = useSite();

  const state = useMemo((): CalendarState => {
    const view = params.get('view') as CalendarView;
    const date = params.get('date') ?? '';
    return {
      view: CALENDAR_VIEWS.includes(view) ? view : 'week',
      date: isPlainDate(date) ? date : plainDate(new Date(), zone),
      types: list(params.get('type')),
      resources: list(params.get('resource')),
      owners: list(params.get('owner')),
      mine: params.get('mine') === '1',
      search: params.get('q') ?? '',
    };
  }, [params, zone]);

  const { view, date, types, resources, owners, mine } = state;
  const window = useMemo(
    () => calendarWindow(view, date, zone),
    [view, date, zone],
  );
  const filters = useMemo((): CalendarFilters => {
    const given = (values: string[]) =>
      values.length > 0 ? values : undefined;
    return {
      site: given(siteRef ? [siteRef] : []),
      type: given(types),
      resource: given(resources),
      owner: given(mine ? ['me'] : owners),
    };
  }, [siteRef, types, resources, owners, mine]);

  const actions = useMemo(() => {
    const filter = (name: string, values: string[]) =>
      setParams({ [name]: values.join(',') }, { replace: true });
    return {
      setView: (next: CalendarView) => setParams({ view: next }),
      setDate: (next: PlainDate | undefined) => setParams({ date: next }),
      showDay: (next: PlainDate) => setParams({ date: next, view: 'day' }),
      step: (by: 1 | -1) => setParams({ date: shiftDate(view, date, by) }),
      setTypes: (values: string[]) => filter('type', values),
      setResources: (values: string[]) => filter('resource', values),
      setOwners: (values: string[]) =>
        setParams(
          { owner: values.join(','), mine: undefined },
          { replace: true },
        ),
      setMine: (only: boolean) =>
        setParams(
          { mine: only ? '1' : undefined, owner: undefined },
          { replace: true },
        ),
      setSearch: (text: string) => setParams({ q: text }, { replace: true }),
      clearFilters: () =>
        setParams(
          {
            type: undefined,
            resource: undefined,
            owner: undefined,
            mine: undefined,
            q: undefined,
          },
          { replace: true },
        ),
    };
  }, [setParams, view, date]);

  return { state, window, filters, zone, ...actions };
}

export type CalendarControls = ReturnType<typeof useCalendarState>;
