import { useApi } from '@backstage/frontend-plugin-api';
import type { WebhooksClient } from '@callboard/backstage-plugin-webhooks-common';
import { WebhooksRequestError } from '@callboard/backstage-plugin-webhooks-common';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { webhooksApiRef } from './webhooksApi';

// One cache per client: pages and tabs of a portal share it, two tests do not.
const queryClients = new WeakMap<WebhooksClient, QueryClient>();

function queryClientFor(client: WebhooksClient): QueryClient {
  const known = queryClients.get(client);
  if (known) {
    return known;
  }
  const created = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (count, error) => isWorthRetrying(error) && count < 2,
      },
    },
  });
  queryClients.set(client, created);
  return created;
}

/** A refusal stays one; only a server or network that stumbled is asked again. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof WebhooksRequestError && error.status < 500);
}

/** Everything that asks the webhooks backend stands inside one of these. */
export function WebhooksProvider(props: { children: ReactNode }) {
  const client = useApi(webhooksApiRef);
  return (
    <QueryClientProvider client={queryClientFor(client)}>
      {props.children}
    </QueryClientProvider>
  );
}
