import {
  type AuditLogClient,
  createAuditLogClient,
} from '@callboard/backstage-plugin-audit-log-common';
import {
  createReservationsClient,
  type ReservationsClient,
} from '@callboard/backstage-plugin-reservations-common';
import {
  createServiceRequestsClient,
  type ServiceRequestsClient,
} from '@callboard/backstage-plugin-service-requests-common';
import {
  createWebhooksClient,
  type WebhooksClient,
} from '@callboard/backstage-plugin-webhooks-common';

/** Where the backend answers: with the app in `npm test`, beside it in `npm start`. */
export const BACKEND = process.env.CALLBOARD_E2E_URL ?? 'http://localhost:7007';

const tokens = new Map<string, Promise<string>>();

async function signInToBackend(persona: string): Promise<string> {
  const url = new URL('/api/auth/persona/refresh', BACKEND);
  url.searchParams.set('persona', `user:default/${persona}`);
  const response = await fetch(url, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(`No sign-in as ${persona}: ${JSON.stringify(body)}`);
  }
  return body.backstageIdentity.token;
}

/** A demo person's token, such as `researcher`'s. */
export async function tokenOf(persona: string): Promise<string> {
  const token = tokens.get(persona) ?? signInToBackend(persona);
  tokens.set(persona, token);
  return token;
}

/** How a demo person's requests reach the backend, such as `researcher`'s. */
function callerFor(persona: string) {
  return {
    discovery: {
      getBaseUrl: async (pluginId: string) => `${BACKEND}/api/${pluginId}`,
    },
    fetch: async (request: Request) => {
      request.headers.set('authorization', `Bearer ${await tokenOf(persona)}`);
      return fetch(request);
    },
  };
}

/** The reservations API as a demo person sees it, such as `researcher`. */
export function apiOf(persona: string): ReservationsClient {
  return createReservationsClient(callerFor(persona));
}

/** The webhooks API as a demo person sees it. */
export function webhooksApiOf(persona: string): WebhooksClient {
  return createWebhooksClient(callerFor(persona));
}

/** The audit log's API as a demo person sees it. */
export function auditLogApiOf(persona: string): AuditLogClient {
  return createAuditLogClient(callerFor(persona));
}

/** The service requests API as a demo person sees it, such as `developer`. */
export function serviceRequestsApiOf(persona: string): ServiceRequestsClient {
  return createServiceRequestsClient(callerFor(persona));
}
