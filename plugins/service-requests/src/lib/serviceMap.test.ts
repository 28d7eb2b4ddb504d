import type { Entity } from '@backstage/catalog-model';
import { dependentsOf, makeMap, neighbours } from './serviceMap';

function entity(
  kind: string,
  name: string,
  owner: string,
  more: { environment?: string; neededBy?: string[] } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      labels: more.environment
        ? { 'callboard.dev/environment': more.environment }
        : undefined,
    },
    spec: { type: 'postgresql' },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      ...(more.neededBy ?? []).map(app => ({
        type: 'dependencyOf',
        targetRef: `component:default/${app}`,
      })),
    ],
  };
}

const services = [
  entity('Resource', 'orders-db', 'platform', {
    environment: 'production',
    neededBy: ['orders', 'reports', 'hidden'],
  }),
  entity('Resource', 'cache', 'platform', {
    environment: 'staging',
    neededBy: ['orders'],
  }),
  entity('Resource', 'lone', 'platform', { environment: 'staging' }),
];
const applications = [
  entity('Component', 'orders', 'platform'),
  entity('Component', 'reports', 'research'),
];

const names = (map: ReturnType<typeof makeMap>) =>
  map.nodes.map(({ title }) => title);

it('asks for what depends on the services, each once', () => {
  expect(dependentsOf(services)).toEqual([
    'component:default/orders',
    'component:default/reports',
    'component:default/hidden',
  ]);
});

it('joins applications with the services that they need, and no others', () => {
  const map = makeMap(services, applications);
  expect(names(map)).toEqual([
    'orders',
    'cache',
    'orders-db',
    'reports',
    'lone',
  ]);
  expect(map.needs).toHaveLength(3);
  expect(
    neighbours(map, 'component:default/orders', 'dependsOn').map(n => n.title),
  ).toEqual(['cache', 'orders-db']);
  expect(
    neighbours(map, 'resource:default/orders-db', 'dependencyOf').map(
      n => n.title,
    ),
  ).toEqual(['orders', 'reports']);
});

it('keeps to an environment', () => {
  expect(
    names(makeMap(services, applications, { environment: 'staging' })),
  ).toEqual(['orders', 'cache', 'lone']);
});

it('shows an owner what their applications need too', () => {
  expect(
    names(makeMap(services, applications, { owner: 'group:default/research' })),
  ).toEqual(['orders', 'orders-db', 'reports']);
});
