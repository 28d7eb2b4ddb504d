import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { createServiceRequestsClient } from '@callboard/backstage-plugin-service-requests-common';
import { createWebhooksClient } from '@callboard/backstage-plugin-webhooks-common';
import type { ReactElement } from 'react';
import { ReservationsProvider } from '../api/ReservationsProvider';
import { reservationsApiRef } from '../api/reservationsApi';
import { serviceRequestsApiRef } from '../api/serviceRequestsApi';
import { webhooksApiRef } from '../api/webhooksApi';
import {
  adminRouteRef,
  calendarRouteRef,
  exploreRouteRef,
  myBookingsRouteRef,
  rootRouteRef,
} from '../routes';
import type { FakeBackend } from './fakeBackend';
import { presentation } from './presentation';

/** The backends of other plugins; 404 for what is not among the answers. */
function otherBackends(answers: Record<string, unknown>) {
  return {
    discovery: { getBaseUrl: async (pluginId: string) => `http://${pluginId}` },
    fetch: async ({ url }: Request) => {
      const { host, pathname } = new URL(url);
      const body = answers[`${host}${pathname}`];
      return new Response(JSON.stringify(body ?? {}), {
        status: body ? 200 : 404,
        headers: { 'content-type': 'application/json' },
      });
    },
  };
}

/** Shows an element as the portal would, against a fake backend. */
export async function renderReservations(
  element: ReactElement,
  options: {
    server: FakeBackend;
    /** The permissions that are granted, by name. */
    granted?: string[];
    path?: string;
    /** What the catalog knows. */
    entities?: Entity[];
    /** What other plugins answer: `webhooks/endpoints` and its body. */
    elsewhere?: Record<string, unknown>;
  },
) {
  const { server, granted = [], path = '/', entities } = options;
  const others = otherBackends(options.elsewhere ?? {});
  localStorage.clear();
  return renderInTestApp(
    <ReservationsProvider>{element}</ReservationsProvider>,
    {
      initialRouteEntries: [path],
      mountedRoutes: {
        '/reservations': rootRouteRef,
        '/reservations/admin': adminRouteRef,
        '/reservations/calendar': calendarRouteRef,
        '/reservations/explore': exploreRouteRef,
        '/reservations/mine': myBookingsRouteRef,
      },
      apis: [
        [reservationsApiRef, server.client],
        [catalogApiRef, catalogApiMock({ entities })],
        [webhooksApiRef, createWebhooksClient(others)],
        [serviceRequestsApiRef, createServiceRequestsClient(others)],
        [entityPresentationApiRef, presentation],
        [
          permissionApiRef,
          {
            authorize: async (asked: { permission: { name: string } }) => ({
              result: granted.includes(asked.permission.name)
                ? ('ALLOW' as const)
                : ('DENY' as const),
            }),
          },
        ],
      ],
    },
  );
}
