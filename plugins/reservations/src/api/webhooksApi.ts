import { createApiRef } from '@backstage/frontend-plugin-api';
import type { WebhooksClient } from '@callboard/backstage-plugin-webhooks-common';

/** The webhooks backend, of which a portal need not have one. */
export const webhooksApiRef = createApiRef<WebhooksClient>({
  id: 'plugin.reservations.webhooks-client',
});
