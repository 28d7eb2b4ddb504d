import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { isManagedEntity } from './components/entity/isManaged';

const bookingsTab = EntityContentBlueprint.make({
  name: 'bookings',
  params: {
    path: '/bookings',
    title: 'Bookings',
    filter: isManagedEntity,
    loader: () =>
      import('./components/entity/BookingsTab').then(m => <m.BookingsTab />),
  },
});

const availabilityCard = EntityCardBlueprint.make({
  name: 'availability',
  params: {
    type: 'content',
    filter: isManagedEntity,
    loader: () =>
      import('./components/entity/AvailabilityCard').then(m => (
        <m.AvailabilityCard />
      )),
  },
});

const utilisationCard = EntityCardBlueprint.make({
  name: 'utilisation',
  params: {
    type: 'content',
    filter: isManagedEntity,
    loader: () =>
      import('./components/entity/UtilisationCard').then(m => (
        <m.UtilisationCard />
      )),
  },
});

/** What this plugin adds to the pages of catalog entities. */
export const entityExtensions: ExtensionDefinition[] = [
  bookingsTab,
  availabilityCard,
  utilisationCard,
];
