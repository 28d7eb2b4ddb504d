import type {
  InventoryFormat,
  InventoryImport,
} from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

export function useImportInventory() {
  const client = useReservationsClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: InventoryImport) => {
      const { data } = await client.POST('/inventory/import', {
        params: { header: {} },
        body,
      });
      return data!;
    },
    onSuccess: async ({ applied }) => {
      if (applied) {
        const { sites, resourceTypes, resources } = queryKeys;
        await Promise.all(
          [sites, resourceTypes, resources].map(queryKey =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        );
      }
    },
  });
}

export function useExportInventory() {
  const client = useReservationsClient();
  return useMutation({
    mutationFn: async (format: InventoryFormat) => {
      const { data } = await client.GET('/inventory/export', {
        params: { query: { format } },
      });
      return data!;
    },
  });
}
