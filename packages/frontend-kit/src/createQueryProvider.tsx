import { ApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RequestError } from '@callboard/api-client';
import {
  DefaultOptions,
  QueryClient,
  QueryClientProvider,
} from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NotAllowedContext } from './useErrorText';
import { useWords } from './useWords';

const RETRIES = 2;

/**
 * Everything that asks a plugin's backend stands inside one of these. There is
 * one cache per client of the API: pages, tabs and cards of a portal share it,
 * two tests do not. A refusal stays one; only a server or network that stumbled
 * is asked again.
 *
 * What fails is told in the words of the kit, besides what the plugin says to
 * those who may not (`useNotAllowed`).
 */
export function createQueryProvider<Client extends object>(options: {
  apiRef: ApiRef<Client>;
  useNotAllowed: () => string;
  queries: Omit<NonNullable<DefaultOptions['queries']>, 'retry'>;
}) {
  const { apiRef, useNotAllowed, queries } = options;
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
    const notAllowed = useNotAllowed();
    // Here before a drawer needs them: one that waits would hide the page.
    useWords();
    return (
      <QueryClientProvider client={queryClientFor(useApi(apiRef))}>
        <NotAllowedContext.Provider value={notAllowed}>
          {props.children}
        </NotAllowedContext.Provider>
      </QueryClientProvider>
    );
  };
}

/** Whether the server understood and said no. */
function isRefusal(error: unknown): boolean {
  return error instanceof RequestError && error.status < 500;
}
