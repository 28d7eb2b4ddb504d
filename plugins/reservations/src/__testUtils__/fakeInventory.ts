import type {
  Availability,
  Resource,
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { fakeBackend } from './fakeBackend';

const since = '2027-01-01T00:00:00.000Z';

export const CAMPUS = 'resource:default/campus';

export function aSite(change: Partial<Site> = {}): Site {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    version: 3,
    createdAt: since,
    updatedAt: since,
    entityRef: CAMPUS,
    name: 'campus',
    title: 'Campus',
    visibility: 'public',
    timeZone: 'Europe/Rome',
    openingHours: [],
    admins: ['user:default/site-admin-campus'],
    members: [],
    archived: false,
    actions: [
      'update',
      'archive',
      'create-resource',
      'create-resource-type',
      'read-access-grants',
      'create-access-grant',
    ],
    ...change,
  };
}

export function aType(change: Partial<ResourceType> = {}): ResourceType {
  return {
    id: '00000000-0000-4000-8000-000000000010',
    version: 1,
    createdAt: since,
    updatedAt: since,
    name: 'gpu-cluster',
    title: 'GPU cluster',
    colour: '#1f5fc4',
    setupMinutes: 0,
    teardownMinutes: 0,
    attributesSchema: {},
    bookingParametersSchema: {},
    policyDefaults: {},
    rates: [],
    actions: ['update', 'delete'],
    ...change,
  };
}

let made = 0;

export function aResource(
  name: string,
  change: Partial<Resource> = {},
): Resource {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(1000 + made).padStart(12, '0')}`,
    version: 1,
    createdAt: since,
    updatedAt: since,
    entityRef: `resource:default/${name}`,
    name,
    title: name.replace(/-/g, ' '),
    siteRef: CAMPUS,
    type: 'gpu-cluster',
    status: 'active',
    capacity: 'exclusive',
    attributes: {},
    policies: {},
    managedBy: 'callboard',
    archived: false,
    actions: ['book', 'update', 'archive'],
    ...change,
  };
}

export function anAvailability(
  resource: Resource,
  change: Partial<Availability> = {},
): Availability {
  return {
    resourceRef: resource.entityRef,
    title: resource.title,
    siteRef: resource.siteRef,
    type: resource.type,
    status: resource.status,
    capacity: resource.capacity,
    busy: [],
    free: [],
    maintenance: [],
    ...change,
  };
}

/** A backend that knows these things and answers lists of them. */
export function inventoryServer(
  things: {
    sites?: Site[];
    types?: ResourceType[];
    resources?: Resource[];
    availability?: Availability[];
  },
  routes: Parameters<typeof fakeBackend>[0] = {},
) {
  const page = (items: unknown[]) => ({ body: { items } });
  const { sites = [aSite()], types = [aType()], resources = [] } = things;
  return fakeBackend({
    'GET /sites': () => page(sites),
    'GET /sites/:id': ({ path }) => ({
      body: sites.find(site => path.endsWith(site.id)),
    }),
    'GET /resource-types': () => page(types),
    'GET /resources': ({ query }) => {
      const refs = query.getAll('ref');
      return page(
        resources.filter(
          r =>
            refs.length === 0 || refs.join().split(',').includes(r.entityRef),
        ),
      );
    },
    'GET /availability': () => page(things.availability ?? []),
    'GET /bookings': () => page([]),
    'GET /me/team': () => page([]),
    'GET /me/access-grants': () => page([]),
    ...routes,
  });
}
