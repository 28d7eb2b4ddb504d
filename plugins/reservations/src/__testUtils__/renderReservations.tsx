import { renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { ReactElement } from 'react';
import { ReservationsProvider } from '../api/ReservationsProvider';
import { reservationsApiRef } from '../api/reservationsApi';
import {
  calendarRouteRef,
  exploreRouteRef,
  myBookingsRouteRef,
  rootRouteRef,
} from '../routes';
import type { FakeBackend } from './fakeBackend';

const presentation = {
  forEntity: (entityOrRef: unknown) => {
    const title = String(entityOrRef).split('/').at(-1)!;
    const snapshot = {
      entityRef: String(entityOrRef),
      primaryTitle: title,
    };
    return { snapshot, promise: Promise.resolve(snapshot) };
  },
};

/** Shows an element as the portal would, against a fake backend. */
export async function renderReservations(
  element: ReactElement,
  options: {
    server: FakeBackend;
    /** The permissions that are granted, by name. */
    granted?: string[];
    path?: string;
  },
) {
  const { server, granted = [], path = '/' } = options;
  localStorage.clear();
  return renderInTestApp(
    <ReservationsProvider>{element}</ReservationsProvider>,
    {
      initialRouteEntries: [path],
      mountedRoutes: {
        '/reservations': rootRouteRef,
        '/reservations/calendar': calendarRouteRef,
        '/reservations/explore': exploreRouteRef,
        '/reservations/mine': myBookingsRouteRef,
      },
      apis: [
        [reservationsApiRef, server.client],
        [catalogApiRef, catalogApiMock()],
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
