import { ApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  DefaultOptions,
  QueryClient,
  QueryClientProvider,
} from '@tanstack/react-query';
import type { ReactNode } from 'react';

const RETRIES = 2;

/**
 * Everything that asks a plugin's backend stands inside one of these. There is
 * one cache per client of the API: pages, tabs and cards of a portal share it,
 * two tests do not. A refusal stays one; only a server or network that stumbled
 * is asked again.
 */
export function createQueryProvider<Client extends object>(options: {
  apiRef: ApiRef<Client>;
  /** Whether the server understood and said no. */
  isRefusal: (error: unknown) => boolean;
  queries: Omit<NonNullable<DefaultOptions['queries']>, 'retry'>;
}) {
  const { apiRef, isRefusal, queries } = options;
  const queryClients = new WeakMap<Client, QueryClient>();

  function queryClientFor(client: Client): QueryClient {
    const known = queryClients.get(client);
    if (known) {
      return known;
    }
    const created = new QueryClient({
      defaultOptions: {
        queries: {
          ...queries,
          retry: (count, error) => !isRefusal(error) && count < RETRIES,
        },
      },
    });
    queryClients.set(client, created);
    return created;
  }

  return function QueryProvider(props: { children: ReactNode }) {
    return (
      <QueryClientProvider client={queryClientFor(useApi(apiRef))}>
        {props.children}
      </QueryClientProvider>
    );
  };
}
