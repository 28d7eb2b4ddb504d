import { WebhooksRequestError } from '@callboard/backstage-plugin-webhooks-common';
import { createQueryProvider } from '@callboard/frontend-kit';
import { webhooksApiRef } from './webhooksApi';

/** Everything that asks the webhooks backend stands inside one of these. */
export const WebhooksProvider = createQueryProvider({
  apiRef: webhooksApiRef,
  isRefusal: error =>
    error instanceof WebhooksRequestError && error.status < 500,
  queries: { staleTime: 2_000 },
});
