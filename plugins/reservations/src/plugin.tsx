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
import { reservationsApiRef } from './api/reservationsApi';
import { PageTabs } from './components/common/PageTabs';
import { entityExtensions } from './entityExtensions';
import {
  adminRouteRef,
  calendarRouteRef,
  exploreRouteRef,
  myBookingsRouteRef,
  rootRouteRef,
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
    myBookings: myBookingsRouteRef,
    explore: exploreRouteRef,
    admin: adminRouteRef,
  },
  extensions: [
    reservationsApi,
    page,
    calendar,
    myBookings,
    explore,
    admin,
    headerControls,
    ...entityExtensions,
    ...scaffolderExtensions,
  ],
});
