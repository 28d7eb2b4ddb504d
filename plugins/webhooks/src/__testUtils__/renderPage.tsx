import {
  identityApiRef,
  ToastApiMessage,
  toastApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { RenderResult } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { inventoryApiRef, webhooksApiRef } from '../api/webhooksApi';
import {
  endpointsRouteRef,
  eventsRouteRef,
  logRouteRef,
  rootRouteRef,
} from '../routes';
import type { FakeServer } from './fakeServer';

const presentation = {
  forEntity: (entityOrRef: unknown) => {
    const entityRef = String(entityOrRef);
    const snapshot = {
      entityRef,
      primaryTitle: entityRef.split('/').at(-1)!.replaceAll('-', ' '),
    };
    return { snapshot, promise: Promise.resolve(snapshot) };
  },
};

/** The query of the address, for a test to read. */
function Address() {
  return (
    <output data-testid="address">
      {decodeURIComponent(useLocation().search)}
    </output>
  );
}

/** A page of the plugin on a fake server, at an address. */
export function renderPage(
  element: JSX.Element,
  options: { server: FakeServer; at?: string },
): RenderResult & { toasts: ToastApiMessage[] } {
  const toasts: ToastApiMessage[] = [];
  const { server, at = '/' } = options;
  const view = renderInTestApp(
    <>
      {element}
      <Address />
    </>,
    {
      initialRouteEntries: [at],
      mountedRoutes: {
        '/webhooks': rootRouteRef,
        '/webhooks/endpoints': endpointsRouteRef,
        '/webhooks/log': logRouteRef,
        '/webhooks/events': eventsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [webhooksApiRef, server.client],
        [inventoryApiRef, server.inventory],
        [entityPresentationApiRef, presentation],
        [
          toastApiRef,
          {
            post: (toast: ToastApiMessage) => {
              toasts.push(toast);
              return { close: () => {} };
            },
          },
        ],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/site-admin-campus',
            ownershipEntityRefs: [
              'user:default/site-admin-campus',
              'group:default/campus-admins',
            ],
          }),
        ],
      ],
    },
  );
  return { ...view, toasts };
}
