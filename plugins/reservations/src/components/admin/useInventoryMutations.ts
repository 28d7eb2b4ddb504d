import type {
  NewResource,
  NewResourceType,
  NewSite,
  Resource,
  ResourceChange,
  ResourceType,
  ResourceTypeChange,
  Site,
  SiteChange,
} from '@callboard/backstage-plugin-reservations-common';
import { ifMatch } from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../api/queryKeys';
import { useReservationsClient } from '../../hooks/useReservationsClient';

/** What a change of the inventory makes out of date; all of it hangs together. */
function useInventoryMutation<In, Out>(run: (input: In) => Promise<Out>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    // After a refusal too: what is on screen was then out of date.
    onSettled: () =>
      Promise.all(
        Object.values(queryKeys).map(queryKey =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

type Versioned = { id: string; version: number };

function versioned(of: Versioned) {
  return { path: { id: of.id }, header: { 'If-Match': ifMatch(of) } };
}

/** Creates where `of` is absent, changes it otherwise. */
export function useSaveSite() {
  const client = useReservationsClient();
  return useInventoryMutation(
    async (
      input: { body: NewSite } | { of: Versioned; body: SiteChange },
    ): Promise<Site> => {
      const { data } =
        'of' in input
          ? await client.PATCH('/sites/{id}', {
              params: versioned(input.of),
              body: input.body,
            })
          : await client.POST('/sites', { body: input.body });
      return data!;
    },
  );
}

export function useArchiveSite() {
  const client = useReservationsClient();
  return useInventoryMutation(async (id: string) => {
    await client.DELETE('/sites/{id}', { params: { path: { id } } });
  });
}

export function useSaveResourceType() {
  const client = useReservationsClient();
  return useInventoryMutation(
    async (
      input:
        { body: NewResourceType } | { of: Versioned; body: ResourceTypeChange },
    ): Promise<ResourceType> => {
      const { data } =
        'of' in input
          ? await client.PATCH('/resource-types/{id}', {
              params: versioned(input.of),
              body: input.body,
            })
          : await client.POST('/resource-types', { body: input.body });
      return data!;
    },
  );
}

export function useDeleteResourceType() {
  const client = useReservationsClient();
  return useInventoryMutation(async (id: string) => {
    await client.DELETE('/resource-types/{id}', { params: { path: { id } } });
  });
}

export function useSaveResource() {
  const client = useReservationsClient();
  return useInventoryMutation(
    async (
      input: { body: NewResource } | { of: Versioned; body: ResourceChange },
    ): Promise<Resource> => {
      const { data } =
        'of' in input
          ? await client.PATCH('/resources/{id}', {
              params: versioned(input.of),
              body: input.body,
            })
          : await client.POST('/resources', { body: input.body });
      return data!;
    },
  );
}

export function useArchiveResource() {
  const client = useReservationsClient();
  return useInventoryMutation(async (id: string) => {
    await client.DELETE('/resources/{id}', { params: { path: { id } } });
  });
}
