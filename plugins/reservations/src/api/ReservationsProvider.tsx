import { useApi } from '@backstage/frontend-plugin-api';
import type { ReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reservationsApiRef } from './reservationsApi';

// One cache per client: pages, tabs and cards of a portal share it, two tests
// do not.
const queryClients = new WeakMap<ReservationsClient, QueryClient>();

function queryClientFor(client: ReservationsClient): QueryClient {
  const known = queryClients.get(client);
  if (known) {
    return known;
  }
  const created = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: 'always',
        retry: (count, error) => isWorthRetrying(error) && count < 2,
      },
    },
  });
  queryClients.set(client, created);
  return created;
}

/** A refusal stays one; only a server or network that stumbled is asked again. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ReservationsRequestError && error.status < 500);
}

/** Everything that asks the reservations backend stands inside one of these. */
export function ReservationsProvider(props: { children: ReactNode }) {
  const client = useApi(reservationsApiRef);
  return (
    <QueryClientProvider client={queryClientFor(client)}>
      {props.children}
    </QueryClientProvider>
  );
}
