import {
  type ExtensionDefinition,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isServiceEntity } from './components/entity/isServiceEntity';
import {
  mapRouteRef,
  offeringsRouteRef,
  secretsRouteRef,
  servicesRouteRef,
} from './routes';

const servicesTab = SubPageBlueprint.make({
  name: 'services',
  params: {
    path: 'services',
    title: 'Services',
    routeRef: servicesRouteRef,
    loader: () =>
      import('./components/services/ServicesPage').then(m => (
        <m.ServicesPage />
      )),
  },
});

const secretsTab = SubPageBlueprint.make({
  name: 'secrets',
  params: {
    path: 'secrets',
    title: 'Secrets',
    routeRef: secretsRouteRef,
    loader: () =>
      import('./components/secrets/SecretsPage').then(m => <m.SecretsPage />),
  },
});

const mapTab = SubPageBlueprint.make({
  name: 'map',
  params: {
    path: 'map',
    title: 'Map',
    routeRef: mapRouteRef,
    loader: () => import('./components/map/MapPage').then(m => <m.MapPage />),
  },
});

const offeringsTab = SubPageBlueprint.make({
  name: 'offerings',
  params: {
    path: 'offerings',
    title: 'Offerings',
    routeRef: offeringsRouteRef,
    loader: () =>
      import('./components/admin/OfferingsPage').then(m => <m.OfferingsPage />),
  },
});

const entityTab = EntityContentBlueprint.make({
  name: 'service',
  params: {
    path: '/service',
    title: 'Service',
    filter: isServiceEntity,
    loader: () =>
      import('./components/entity/ServiceTab').then(m => <m.ServiceTab />),
  },
});

/** The pages about what runs: services, their map, their secrets, and what is offered. */
export const serviceExtensions: ExtensionDefinition[] = [
  servicesTab,
  mapTab,
  secretsTab,
  offeringsTab,
  entityTab,
];
