import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import type { WebhooksClient } from '@callboard/backstage-plugin-webhooks-common';

/** The typed client of the webhooks backend. */
export const webhooksApiRef = createApiRef<WebhooksClient>({
  id: 'plugin.webhooks.client',
});

/** The inventory, for what an endpoint may be about. */
export const inventoryApiRef = createApiRef<ReservationsClient>({
  id: 'plugin.webhooks.inventory',
});
