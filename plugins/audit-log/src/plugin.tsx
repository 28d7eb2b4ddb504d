import {
  ApiBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createAuditLogClient } from '@callboard/backstage-plugin-audit-log-common';
import { createReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import { fetchByUrl } from '@callboard/frontend-kit';
import { RiFileShieldLine } from '@remixicon/react';
import { auditLogApiRef, inventoryApiRef } from './api/auditLogApi';
import { AuditLogTabs } from './components/common/AuditLogTabs';
import { isNamedInLog } from './components/entity/isNamedInLog';
import {
  accessRouteRef,
  bookingsRouteRef,
  endpointsRouteRef,
  logRouteRef,
  requestRouteRef,
  rootRouteRef,
} from './routes';

const deps = { discovery: discoveryApiRef, fetchApi: fetchApiRef };

const auditLogApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: auditLogApiRef,
      deps,
      factory: ({ discovery, fetchApi }) =>
        createAuditLogClient({ discovery, fetch: fetchByUrl(fetchApi) }),
    }),
});

const inventoryApi = ApiBlueprint.make({
  name: 'inventory',
  params: defineParams =>
    defineParams({
      api: inventoryApiRef,
      deps,
      factory: ({ discovery, fetchApi }) =>
        createReservationsClient({ discovery, fetch: fetchByUrl(fetchApi) }),
    }),
});

const icon = <RiFileShieldLine />;

const page = PageBlueprint.makeWithOverrides({
  *factory(originalFactory, { inputs, node }) {
    const original = originalFactory({
      path: '/audit-log',
      title: 'Audit log',
      icon,
      routeRef: rootRouteRef,
    });
    const tabs = inputs.pages.map(tab => ({
      path: tab.get(coreExtensionData.routePath),
      title: tab.get(coreExtensionData.title) ?? '',
      element: tab.get(coreExtensionData.reactElement),
    }));
    for (const data of original) {
      if (data.id !== coreExtensionData.reactElement.id) yield data;
    }
    yield coreExtensionData.reactElement(
      <AuditLogTabs
        pluginId={node.spec.plugin.pluginId}
        icon={icon}
        tabs={tabs}
      />,
    );
  },
});

const log = SubPageBlueprint.make({
  name: 'log',
  params: {
    path: 'log',
    title: 'Log',
    routeRef: logRouteRef,
    loader: () => import('./components/log/LogPage').then(m => <m.LogPage />),
  },
});

const integrity = SubPageBlueprint.make({
  name: 'integrity',
  params: {
    path: 'integrity',
    title: 'Integrity',
    loader: () =>
      import('./components/integrity/IntegrityPage').then(m => (
        <m.IntegrityPage />
      )),
  },
});

const access = SubPageBlueprint.make({
  name: 'access',
  params: {
    path: 'access',
    title: 'Access review',
    routeRef: accessRouteRef,
    loader: () =>
      import('./components/access/AccessReviewPage').then(m => (
        <m.AccessReviewPage />
      )),
  },
});

const headerControls = PluginHeaderActionBlueprint.make({
  name: 'controls',
  params: {
    loader: () =>
      import('./components/common/HeaderControls').then(m => (
        <m.HeaderControls />
      )),
  },
});

const entityTab = EntityContentBlueprint.make({
  name: 'audit',
  params: {
    path: '/audit',
    title: 'Audit',
    filter: isNamedInLog,
    loader: () =>
      import('./components/entity/AuditTab').then(m => <m.AuditTab />),
  },
});

export default createFrontendPlugin({
  pluginId: 'audit-log',
  title: 'Audit log',
  icon,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, log: logRouteRef, access: accessRouteRef },
  externalRoutes: {
    bookings: bookingsRouteRef,
    endpoints: endpointsRouteRef,
    request: requestRouteRef,
  },
  extensions: [
    auditLogApi,
    inventoryApi,
    page,
    log,
    integrity,
    access,
    headerControls,
    entityTab,
  ],
});
