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
import { createReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import { RiCalendarScheduleLine } from '@remixicon/react';
import { fetchByUrl } from '@callboard/frontend-kit';
import { createServiceRequestsClient } from '@callboard/backstage-plugin-service-requests-common';
import { createWebhooksClient } from '@callboard/backstage-plugin-webhooks-common';
import { reservationsApiRef } from './api/reservationsApi';
import { serviceRequestsApiRef } from './api/serviceRequestsApi';
import { webhooksApiRef } from './api/webhooksApi';
import { PageTabs } from './components/common/PageTabs';
import { entityExtensions } from './entityExtensions';
import {
  adminRouteRef,
  approvalsRouteRef,
  boardRouteRef,
  calendarRouteRef,
  endpointsRouteRef,
  exploreRouteRef,
  findRouteRef,
  myBookingsRouteRef,
  overviewRouteRef,
  reportsRouteRef,
  requestRouteRef,
  rootRouteRef,
  serviceRouteRef,
  settingsRouteRef,
} from './routes';
import { scaffolderExtensions } from './scaffolder/extensions';

const reservationsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: reservationsApiRef,
      deps: { discovery: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discovery, fetchApi }) =>
        createReservationsClient({
          discovery,
          fetch: fetchByUrl(fetchApi),
        }),
    }),
});

const webhooksApi = ApiBlueprint.make({
  name: 'webhooks',
  params: defineParams =>
    defineParams({
      api: webhooksApiRef,
      deps: { discovery: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discovery, fetchApi }) =>
        createWebhooksClient({ discovery, fetch: fetchByUrl(fetchApi) }),
    }),
});

const serviceRequestsApi = ApiBlueprint.make({
  name: 'service-requests',
  params: defineParams =>
    defineParams({
      api: serviceRequestsApiRef,
      deps: { discovery: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discovery, fetchApi }) =>
        createServiceRequestsClient({ discovery, fetch: fetchByUrl(fetchApi) }),
    }),
});

const icon = <RiCalendarScheduleLine />;

const page = PageBlueprint.makeWithOverrides({
  *factory(originalFactory, { inputs, node }) {
    const original = originalFactory({
      path: '/reservations',
      title: 'Reservations',
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
      <PageTabs pluginId={node.spec.plugin.pluginId} icon={icon} tabs={tabs} />,
    );
  },
});

const overview = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    routeRef: overviewRouteRef,
    loader: () =>
      import('./components/overview/OverviewPage').then(m => (
        <m.OverviewPage />
      )),
  },
});

const calendar = SubPageBlueprint.make({
  name: 'calendar',
  params: {
    path: 'calendar',
    title: 'Calendar',
    routeRef: calendarRouteRef,
    loader: () =>
      import('./components/calendar/CalendarPage').then(m => (
        <m.CalendarPage />
      )),
  },
});

const board = SubPageBlueprint.make({
  name: 'board',
  params: {
    path: 'board',
    title: 'Board',
    routeRef: boardRouteRef,
    loader: () =>
      import('./components/board/BoardPage').then(m => <m.BoardPage />),
  },
});

const find = SubPageBlueprint.make({
  name: 'find',
  params: {
    path: 'find',
    title: 'Find a slot',
    routeRef: findRouteRef,
    loader: () =>
      import('./components/find/FindPage').then(m => <m.FindPage />),
  },
});

const myBookings = SubPageBlueprint.make({
  name: 'my-bookings',
  params: {
    path: 'mine',
    title: 'My bookings',
    routeRef: myBookingsRouteRef,
    loader: () =>
      import('./components/mine/MyBookingsPage').then(m => (
        <m.MyBookingsPage />
      )),
  },
});

const approvals = SubPageBlueprint.make({
  name: 'approvals',
  params: {
    path: 'approvals',
    title: 'Approvals',
    routeRef: approvalsRouteRef,
    loader: () =>
      import('./components/approvals/ApprovalsPage').then(m => (
        <m.ApprovalsPage />
      )),
  },
});

const explore = SubPageBlueprint.make({
  name: 'explore',
  params: {
    path: 'explore',
    title: 'Explore',
    routeRef: exploreRouteRef,
    loader: () =>
      import('./components/explore/ExplorePage').then(m => <m.ExplorePage />),
  },
});

const reports = SubPageBlueprint.make({
  name: 'reports',
  params: {
    path: 'reports',
    title: 'Reports',
    routeRef: reportsRouteRef,
    loader: () =>
      import('./components/reports/ReportsPage').then(m => <m.ReportsPage />),
  },
});

const admin = SubPageBlueprint.make({
  name: 'admin',
  params: {
    path: 'admin',
    title: 'Admin',
    routeRef: adminRouteRef,
    loader: () =>
      import('./components/admin/AdminPage').then(m => <m.AdminPage />),
  },
});

/** A tab of the portal's settings, where a person looks for what is theirs. */
const settings = SubPageBlueprint.make({
  name: 'settings',
  attachTo: { id: 'page:user-settings', input: 'pages' },
  params: {
    path: 'reservations',
    title: 'Reservations',
    loader: () =>
      import('./components/settings/SettingsPage').then(m => (
        <m.SettingsPage />
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

export default createFrontendPlugin({
  pluginId: 'reservations',
  title: 'Reservations',
  icon,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    calendar: calendarRouteRef,
    board: boardRouteRef,
    find: findRouteRef,
    myBookings: myBookingsRouteRef,
    approvals: approvalsRouteRef,
    explore: exploreRouteRef,
    reports: reportsRouteRef,
    admin: adminRouteRef,
  },
  externalRoutes: {
    settings: settingsRouteRef,
    endpoints: endpointsRouteRef,
    request: requestRouteRef,
    service: serviceRouteRef,
  },
  extensions: [
    reservationsApi,
    webhooksApi,
    serviceRequestsApi,
    page,
    overview,
    calendar,
    board,
    find,
    myBookings,
    explore,
    approvals,
    reports,
    admin,
    settings,
    headerControls,
    ...entityExtensions,
    ...scaffolderExtensions,
  ],
});
