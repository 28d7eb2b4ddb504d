import type {
  MaintenancePreviewRequest,
  MaintenanceStatus,
  MaintenanceWindow,
  MaintenanceWindowChange,
  NewMaintenanceWindow,
  ProblemMaintenance,
} from '@callboard/backstage-plugin-reservations-common';
import { ifMatch } from '@callboard/backstage-plugin-reservations-common';
import { allPages } from '@callboard/frontend-kit';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

const PAGE = 500;
const PAUSE_MS = 300;

export type MaintenanceFilter = {
  from?: string;
  to?: string;
  resource?: string[];
  site?: string[];
  status?: MaintenanceStatus[];
};

export function useMaintenanceWindows(
  filter: MaintenanceFilter,
  options: { enabled?: boolean } = {},
) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.maintenance, filter],
    refetchInterval: POLL_INTERVAL_MS,
    placeholderData: keepPreviousData,
    ...options,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/maintenance-windows', {
          params: { query: { ...filter, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** Whom a window would hit, asked when the typing pauses. */
export function useMaintenancePreview(
  request: MaintenancePreviewRequest | undefined,
) {
  const client = useReservationsClient();
  const wanted = request && JSON.stringify(request);
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return useQuery({
    queryKey: [...queryKeys.bookings, 'maintenance-preview', settled],
    enabled: settled !== undefined,
    staleTime: 0,
    gcTime: 60_000,
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/maintenance-windows/preview', {
        body: JSON.parse(settled!) as MaintenancePreviewRequest,
        signal,
      });
      return data!;
    },
  });
}

/** Maintenance changes what can be booked, and bookings themselves. */
function useMaintenanceMutation<I>(
  run: (input: I) => Promise<MaintenanceWindow>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: async () => {
      const { maintenance, bookings, resources, problems } = queryKeys;
      await Promise.all(
        [maintenance, bookings, resources, problems].map(queryKey =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}

export function useScheduleMaintenance() {
  const client = useReservationsClient();
  return useMaintenanceMutation(
    async (input: { window: NewMaintenanceWindow; idempotencyKey: string }) => {
      const { data } = await client.POST('/maintenance-windows', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.window,
      });
      return data!;
    },
  );
}

export function useChangeMaintenance() {
  const client = useReservationsClient();
  return useMaintenanceMutation(
    async (input: {
      window: MaintenanceWindow;
      change: MaintenanceWindowChange;
    }) => {
      const { data } = await client.PATCH('/maintenance-windows/{id}', {
        params: {
          path: { id: input.window.id },
          header: { 'If-Match': ifMatch(input.window) },
        },
        body: input.change,
      });
      return data!;
    },
  );
}

export function useFinishMaintenance() {
  const client = useReservationsClient();
  return useMaintenanceMutation(
    async (input: { id: string; how: 'cancel' | 'end' }) => {
      const params = { path: { id: input.id }, header: {} };
      const { data } = await (input.how === 'cancel'
        ? client.POST('/maintenance-windows/{id}/cancel', { params })
        : client.POST('/maintenance-windows/{id}/end', { params }));
      return data!;
    },
  );
}

/** Out of service from now on, because of a problem. */
export function useProblemMaintenance() {
  const client = useReservationsClient();
  return useMaintenanceMutation(
    async (input: {
      id: string;
      window: ProblemMaintenance;
      idempotencyKey: string;
    }) => {
      const { data } = await client.POST('/problems/{id}/maintenance', {
        params: {
          path: { id: input.id },
          header: { 'Idempotency-Key': input.idempotencyKey },
        },
        body: input.window,
      });
      return data!;
    },
  );
}
