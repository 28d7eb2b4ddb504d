import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** The entity ref of whoever is signed in. */
export function useMe(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['service-requests', 'me'],
    staleTime: Infinity,
    queryFn: () => identity.getBackstageIdentity(),
  });
  return data?.userEntityRef;
}
