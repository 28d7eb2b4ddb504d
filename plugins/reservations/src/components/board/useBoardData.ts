import type {
  Availability,
  Booking,
  Calendar,
  MaintenanceWindow,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { allPages } from '@callboard/frontend-kit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { POLL_INTERVAL_MS, queryKeys } from '../../api/queryKeys';
import type { TimeWindow } from '../../hooks/useBookings';
import { useResources } from '../../hooks/useInventory';
import { useReservationsClient } from '../../hooks/useReservationsClient';
import { BoardTime } from '../../lib/board/boardTime';

const PAGE = 500;
const DAY_MS = 86_400_000;
/** A calendar answers with so many bookings at most: long windows come in parts. */
const PART_MS = 7 * DAY_MS;

const NOTHING: Calendar = { items: [], taken: [], truncated: false };

function partsOf({ from, to }: TimeWindow): TimeWindow[] {
  const end = Date.parse(to);
  const parts: TimeWindow[] = [];
  for (let start = Date.parse(from); start < end; start += PART_MS) {
    parts.push({
      from: new Date(start).toISOString(),
      to: new Date(Math.min(start + PART_MS, end)).toISOString(),
    });
  }
  return parts;
}

/** Those on the border of two parts come with both. */
function join(parts: Calendar[]): Calendar {
  if (parts.length === 1) {
    return parts[0];
  }
  return {
    items: [
      ...new Map(
        parts.flatMap(({ items }) => items).map(item => [item.id, item]),
      ).values(),
    ],
    taken: parts.flatMap(({ taken = [] }) => taken),
    truncated: parts.some(({ truncated }) => truncated),
  };
}

function useBoardBookings(window: TimeWindow, site: string | undefined) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'board', window, site],
    placeholderData: keepPreviousData,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const parts = await Promise.all(
        partsOf(window).map(part =>
          client.GET('/calendar', {
            params: { query: { ...part, site: site ? [site] : undefined } },
            signal,
          }),
        ),
      );
      return join(parts.map(({ data }) => data!));
    },
  });
}

/** Of pools: units free, which bookings alone do not tell. */
function usePools(window: TimeWindow, resources: Resource[] | undefined) {
  const client = useReservationsClient();
  const types = useMemo(
    () => [
      ...new Set(
        resources
          ?.filter(({ capacity }) => capacity !== 'exclusive')
          .map(({ type }) => type),
      ),
    ],
    [resources],
  );
  return useQuery({
    queryKey: [...queryKeys.bookings, 'board-pools', window, types],
    enabled: types.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: ({ signal }) =>
      allPages<Availability>(async cursor => {
        const { data } = await client.GET('/availability', {
          params: { query: { ...window, type: types, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** What is in use now, with how setting it up went. */
function useActiveBookings(site: string | undefined) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'board-active', site],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: ({ signal }) =>
      allPages<Booking>(async cursor => {
        const { data } = await client.GET('/bookings', {
          params: {
            query: {
              status: ['active'],
              site: site ? [site] : undefined,
              cursor,
              limit: PAGE,
            },
          },
          signal,
        });
        return data!;
      }),
  });
}

function useMaintenance(window: TimeWindow, site: string | undefined) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'board-maintenance', window, site],
    placeholderData: keepPreviousData,
    refetchInterval: POLL_INTERVAL_MS,
    retry: false,
    queryFn: ({ signal }) =>
      allPages<MaintenanceWindow>(async cursor => {
        const { data } = await client.GET('/maintenance-windows', {
          params: {
            query: {
              ...window,
              site: site ? [site] : undefined,
              cursor,
              limit: PAGE,
            },
          },
          signal,
        });
        return data!;
      }),
  });
}

/** Whether what is booked on a resource now is set up. */
export type PowerState = 'off' | 'in-use' | 'provisioning' | 'ready' | 'failed';

/** Everything that the board shows of a window. */
export function useBoardData(window: TimeWindow, site: string | undefined) {
  const { data: resources, error: noResources } = useResources();
  const { data: calendar, error, refetch } = useBoardBookings(window, site);
  const { data: pools } = usePools(window, resources);
  const { data: active } = useActiveBookings(site);
  const { data: maintenance } = useMaintenance(window, site);
  const shown = calendar ?? NOTHING;

  const time = useMemo(
    () =>
      BoardTime.create({
        window,
        resources: resources ?? [],
        bookings: shown.items,
        taken: shown.taken ?? [],
        maintenance: maintenance ?? [],
        pools: new Map(pools?.map(one => [one.resourceRef, one])),
      }),
    [window, resources, shown, maintenance, pools],
  );
  const powerOf = useMemo(() => {
    const byRef = new Map(
      active?.flatMap(booking =>
        booking.resourceRefs.map(ref => [
          ref,
          booking.provisioning?.status ?? ('in-use' as const),
        ]),
      ),
    );
    const parents = new Map(
      resources?.map(({ entityRef, parentRef }) => [entityRef, parentRef]),
    );
    return (ref: string): PowerState => {
      for (let at: string | undefined = ref; at; at = parents.get(at)) {
        const state = byRef.get(at);
        if (state) return state;
      }
      return 'off';
    };
  }, [active, resources]);

  return {
    resources,
    calendar,
    time,
    powerOf,
    error: error ?? noResources,
    refetch,
  };
}
