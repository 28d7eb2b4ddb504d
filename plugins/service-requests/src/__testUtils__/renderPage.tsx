import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  identityApiRef,
  type ToastApiMessage,
  toastApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { RenderResult } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { serviceRequestsApiRef } from '../api/serviceRequestsApi';
import {
  catalogueRouteRef,
  mapRouteRef,
  newRequestRouteRef,
  offeringsRouteRef,
  requestsRouteRef,
  reviewRouteRef,
  rootRouteRef,
  secretsRouteRef,
  servicesRouteRef,
} from '../routes';
import { DEVELOPER, RESEARCH } from './examples';
import type { FakeServer } from './fakeServer';

const presentation = {
  forEntity: (entityOrRef: Entity | string) => {
    const entityRef =
      typeof entityOrRef === 'string'
        ? entityOrRef
        : stringifyEntityRef(entityOrRef);
    const snapshot = {
      entityRef,
      primaryTitle: entityRef.split('/').at(-1)!.replaceAll('-', ' '),
    };
    return { snapshot, promise: Promise.resolve(snapshot) };
  },
};

/** Who is found by name. */
const PEOPLE = [
  { kind: 'User', name: 'second-reviewer' },
  { kind: 'Group', name: 'payments' },
].map(({ kind, name }) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
}));

/** The address, for a test to read. */
function Address() {
  const { pathname, search } = useLocation();
  return (
    <output data-testid="address">
      {pathname}
      {decodeURIComponent(search)}
    </output>
  );
}

/** A page of the plugin on a fake server, at an address. */
export function renderPage(
  element: JSX.Element,
  options: { server: FakeServer; at?: string; user?: string },
): RenderResult & { toasts: ToastApiMessage[] } {
  const toasts: ToastApiMessage[] = [];
  const { server, at = '/', user = DEVELOPER } = options;
  const view = renderInTestApp(
    <>
      {element}
      <Address />
    </>,
    {
      initialRouteEntries: [at],
      mountedRoutes: {
        '/service-requests': rootRouteRef,
        '/service-requests/catalogue': catalogueRouteRef,
        '/service-requests/new': newRequestRouteRef,
        '/service-requests/requests': requestsRouteRef,
        '/service-requests/review': reviewRouteRef,
        '/service-requests/services': servicesRouteRef,
        '/service-requests/map': mapRouteRef,
        '/service-requests/secrets': secretsRouteRef,
        '/service-requests/offerings': offeringsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [serviceRequestsApiRef, server.client],
        [catalogApiRef, catalogApiMock({ entities: PEOPLE })],
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
            userEntityRef: user,
            ownershipEntityRefs: [user, RESEARCH],
          }),
        ],
      ],
    },
  );
  return { ...view, toasts };
}
