import { renderTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { auditLogApiRef, inventoryApiRef } from '../api/auditLogApi';
import plugin from '../plugin';
import { anEntry } from './examples';
import { createFakeServer } from './fakeServer';
import { presentation } from './renderPage';

/**
 * The whole plugin at its address, for an auditor or for who administers a
 * site. Once per file: `usePermission` keeps its answers in a cache of the
 * process, and for two seconds does not ask again.
 */
export function renderPlugin(options: { isAuditor: boolean }) {
  const result = options.isAuditor
    ? AuthorizeResult.ALLOW
    : AuthorizeResult.DENY;
  const { client, inventory } = createFakeServer({
    entries: [anEntry()],
    administers: true,
  });
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/audit-log'],
    apis: [
      [auditLogApiRef, client],
      [inventoryApiRef, inventory],
      [catalogApiRef, catalogApiMock()],
      [entityPresentationApiRef, presentation],
      [permissionApiRef, { authorize: async () => ({ result }) }],
    ],
  });
}
