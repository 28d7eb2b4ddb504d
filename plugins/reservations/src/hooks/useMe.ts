import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** Entity ref of who is signed in. */
export function useMe() {
  const identity = useApi(identityApiRef);
  return useQuery({
    queryKey: ['reservations', 'me'],
    staleTime: Infinity,
    queryFn: async () => (await identity.getBackstageIdentity()).userEntityRef,
  });
}
