import {
  identityApiRef,
  ToastApiMessage,
  toastApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { render, RenderResult } from '@testing-library/react';
import { SWRConfig } from 'swr';
import { reservationsApiRef } from '../api/reservationsApi';
import { calendarRouteRef } from '../routes';
import type { FakeServer } from './fakeServer';
import { ME } from './inventory';
import { presentation } from './presentation';

const people = ['researcher', 'developer'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
}));

/** A page of the plugin on a fake server, at an address. */
export function renderPage(
  element: JSX.Element,
  options: { server: FakeServer; at?: string; granted?: boolean },
): RenderResult & { toasts: ToastApiMessage[] } {
  const toasts: ToastApiMessage[] = [];
  const toastApi = {
    post: (toast: ToastApiMessage) => {
      toasts.push(toast);
      return { close: () => {} };
    },
  };
  const result = options.granted ? AuthorizeResult.ALLOW : AuthorizeResult.DENY;
  // `usePermission` keeps its answers in a cache of the whole process, and for
  // two seconds does not ask again: one test would be answered with another's.
  const page = (
    <SWRConfig value={{ provider: () => new Map() }}>{element}</SWRConfig>
  );
  const view = renderInTestApp(page, {
    initialRouteEntries: [options.at ?? '/'],
    mountedRoutes: { '/reservations/calendar': calendarRouteRef },
    apis: [
      [reservationsApiRef, options.server.client],
      [toastApiRef, toastApi],
      [catalogApiRef, catalogApiMock({ entities: people })],
      [entityPresentationApiRef, presentation],
      [identityApiRef, mockApis.identity({ userEntityRef: ME })],
      [permissionApiRef, { authorize: async () => ({ result }) }],
    ],
  });
  return { ...view, toasts };
}

/** The text of what a toast shows. */
export function renderToast(toast: ToastApiMessage): RenderResult {
  return render(
    <div>
      {toast.title}
      {toast.description}
    </div>,
  );
}
