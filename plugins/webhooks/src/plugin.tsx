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
import { createReservationsClient } from '@callboard/backstage-plugin-reservations-common';
import { createWebhooksClient } from '@callboard/backstage-plugin-webhooks-common';
import { fetchByUrl } from '@callboard/frontend-kit';
import { RiWebhookLine } from '@remixicon/react';
import { inventoryApiRef, webhooksApiRef } from './api/webhooksApi';
import { WebhooksTabs } from './components/common/WebhooksTabs';
import { isInventoryEntity } from './components/entity/isInventoryEntity';
import {
  endpointsRouteRef,
  eventsRouteRef,
  logRouteRef,
  rootRouteRef,
} from './routes';

const deps = { discovery: discoveryApiRef, fetchApi: fetchApiRef };

const webhooksApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: webhooksApiRef,
      deps,
      factory: ({ discovery, fetchApi }) =>
        createWebhooksClient({ discovery, fetch: fetchByUrl(fetchApi) }),
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

const icon = <RiWebhookLine />;

const page = PageBlueprint.makeWithOverrides({
  *factory(originalFactory, { inputs, node }) {
    const original = originalFactory({
      path: '/webhooks',
      title: 'Webhooks',
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
      <WebhooksTabs
        pluginId={node.spec.plugin.pluginId}
        icon={icon}
        tabs={tabs}
      />,
    );
  },
});

const overview = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('./components/overview/OverviewPage').then(m => (
        <m.OverviewPage />
      )),
  },
});

const endpoints = SubPageBlueprint.make({
  name: 'endpoints',
  params: {
    path: 'endpoints',
    title: 'Endpoints',
    routeRef: endpointsRouteRef,
    loader: () =>
      import('./components/endpoints/EndpointsPage').then(m => (
        <m.EndpointsPage />
      )),
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

const events = SubPageBlueprint.make({
  name: 'events',
  params: {
    path: 'events',
    title: 'Event catalogue',
    routeRef: eventsRouteRef,
    loader: () =>
      import('./components/catalogue/CataloguePage').then(m => (
        <m.CataloguePage />
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
  name: 'webhooks',
  params: {
    path: '/webhooks',
    title: 'Webhooks',
    filter: isInventoryEntity,
    loader: () =>
      import('./components/entity/WebhooksTab').then(m => <m.WebhooksTab />),
  },
});

export default createFrontendPlugin({
  pluginId: 'webhooks',
  title: 'Webhooks',
  icon,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    endpoints: endpointsRouteRef,
    log: logRouteRef,
    events: eventsRouteRef,
  },
  extensions: [
    webhooksApi,
    inventoryApi,
    page,
    overview,
    endpoints,
    log,
    events,
    headerControls,
    entityTab,
  ],
});
