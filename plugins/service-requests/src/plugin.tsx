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
import { createServiceRequestsClient } from '@callboard/backstage-plugin-service-requests-common';
import { fetchByUrl } from '@callboard/frontend-kit';
import { RiStackLine } from '@remixicon/react';
import { serviceRequestsApiRef } from './api/serviceRequestsApi';
import { PageTabs } from './components/common/PageTabs';
import { serviceExtensions } from './plugin.services';
import { scaffolderExtensions } from './scaffolder/extensions';
import {
  catalogueRouteRef,
  mapRouteRef,
  newRequestRouteRef,
  offeringsRouteRef,
  requestRouteRef,
  requestsRouteRef,
  reviewRouteRef,
  rootRouteRef,
  secretsRouteRef,
  serviceRouteRef,
  servicesRouteRef,
} from './routes';

const serviceRequestsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: serviceRequestsApiRef,
      deps: { discovery: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discovery, fetchApi }) =>
        createServiceRequestsClient({ discovery, fetch: fetchByUrl(fetchApi) }),
    }),
});

const icon = <RiStackLine />;

/** Reached from other tabs and from outside, and no tab itself. */
const UNLISTED = new Set(['new']);

const page = PageBlueprint.makeWithOverrides({
  *factory(originalFactory, { inputs, node }) {
    const original = originalFactory({
      path: '/service-requests',
      // As long as the sidebar has room for.
      title: 'Services',
      icon,
      routeRef: rootRouteRef,
    });
    const tabs = inputs.pages.map(tab => {
      const path = tab.get(coreExtensionData.routePath);
      return {
        path,
        title: tab.get(coreExtensionData.title) ?? '',
        element: tab.get(coreExtensionData.reactElement),
        isUnlisted: UNLISTED.has(path),
      };
    });
    for (const data of original) {
      if (data.id !== coreExtensionData.reactElement.id) yield data;
    }
    yield coreExtensionData.reactElement(
      <PageTabs pluginId={node.spec.plugin.pluginId} icon={icon} tabs={tabs} />,
    );
  },
});

const catalogue = SubPageBlueprint.make({
  name: 'catalogue',
  params: {
    path: 'catalogue',
    title: 'Catalogue',
    routeRef: catalogueRouteRef,
    loader: () =>
      import('./components/catalogue/CataloguePage').then(m => (
        <m.CataloguePage />
      )),
  },
});

const newRequest = SubPageBlueprint.make({
  name: 'new',
  params: {
    path: 'new',
    title: 'New request',
    routeRef: newRequestRouteRef,
    loader: () =>
      import('./components/form/NewRequestPage').then(m => (
        <m.NewRequestPage />
      )),
  },
});

const requests = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'Requests',
    routeRef: requestsRouteRef,
    loader: () =>
      import('./components/requests/RequestsPage').then(m => (
        <m.RequestsPage />
      )),
  },
});

const review = SubPageBlueprint.make({
  name: 'review',
  params: {
    path: 'review',
    title: 'Review',
    routeRef: reviewRouteRef,
    loader: () =>
      import('./components/requests/ReviewPage').then(m => <m.ReviewPage />),
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
  pluginId: 'service-requests',
  title: 'Service requests',
  icon,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    catalogue: catalogueRouteRef,
    new: newRequestRouteRef,
    requests: requestsRouteRef,
    request: requestRouteRef,
    review: reviewRouteRef,
    services: servicesRouteRef,
    service: serviceRouteRef,
    map: mapRouteRef,
    secrets: secretsRouteRef,
    offerings: offeringsRouteRef,
  },
  extensions: [
    serviceRequestsApi,
    page,
    catalogue,
    newRequest,
    requests,
    review,
    headerControls,
    ...serviceExtensions,
    ...scaffolderExtensions,
  ],
});
