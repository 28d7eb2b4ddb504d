import { ToastApiMessage, toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  catalogApiRef,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { RenderResult } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { auditLogApiRef, inventoryApiRef } from '../api/auditLogApi';
import { accessRouteRef, logRouteRef, rootRouteRef } from '../routes';
import type { FakeServer } from './fakeServer';

/** Names entities by their refs. */
export const presentation = {
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

/** A page of the plugin on a fake server, at an address, for an auditor or not. */
export function renderPage(
  element: JSX.Element,
  options: { server: FakeServer; at?: string; isAuditor?: boolean },
): RenderResult & { toasts: ToastApiMessage[] } {
  const toasts: ToastApiMessage[] = [];
  const { server, at = '/', isAuditor = true } = options;
  const result = isAuditor ? AuthorizeResult.ALLOW : AuthorizeResult.DENY;
  // `usePermission` keeps its answers in a cache of the whole process.
  const view = renderInTestApp(
    <SWRConfig value={{ provider: () => new Map() }}>
      {element}
      <Address />
    </SWRConfig>,
    {
      initialRouteEntries: [at],
      mountedRoutes: {
        '/audit-log': rootRouteRef,
        '/audit-log/log': logRouteRef,
        '/audit-log/access': accessRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [auditLogApiRef, server.client],
        [inventoryApiRef, server.inventory],
        [catalogApiRef, catalogApiMock()],
        [entityPresentationApiRef, presentation],
        [permissionApiRef, { authorize: async () => ({ result }) }],
        [
          toastApiRef,
          {
            post: (toast: ToastApiMessage) => {
              toasts.push(toast);
              return { close: () => {} };
            },
          },
        ],
      ],
    },
  );
  return { ...view, toasts };
}
