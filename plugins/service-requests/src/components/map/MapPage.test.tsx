import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { serviceRequestsApiRef } from '../../api/serviceRequestsApi';
import { MapPage } from './MapPage';

const OWNER = 'group:default/research';

function service(
  name: string,
  environment: string,
  neededBy: string[] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      labels: {
        'callboard.dev/service': 'true',
        'callboard.dev/environment': environment,
      },
    },
    spec: { type: 'postgresql' },
    relations: [
      { type: 'ownedBy', targetRef: OWNER },
      ...neededBy.map(targetRef => ({ type: 'dependencyOf', targetRef })),
    ],
  };
}

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default', title: 'Shop' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/platform' }],
};

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

function show(services: Entity[], at = '/') {
  const catalog = {
    getEntities: jest.fn(async () => ({ items: services })),
    // The second is not theirs to see.
    getEntitiesByRefs: jest.fn(async () => ({ items: [shop, undefined] })),
  };
  renderInTestApp(
    <>
      <MapPage />
      <Address />
    </>,
    {
      initialRouteEntries: [at],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [serviceRequestsApiRef, createFakeServer().client],
        [catalogApiRef, catalog as never],
      ],
    },
  );
  return catalog;
}

beforeAll(() => {
  // jsdom does not lay out: the graph asks how large its boxes are.
  Object.assign(SVGElement.prototype, {
    getBBox: () => ({ x: 0, y: 0, width: 220, height: 52 }),
  });
});

const services = [
  service('orders-db', 'production', [
    'component:default/shop',
    'component:default/hidden',
  ]),
  service('scratch', 'dev'),
];

it('draws who needs what, and says it in words', async () => {
  const catalog = show(services);
  const graph = within(await screen.findByRole('figure'));
  const box = await graph.findByRole('link', { name: 'Shop Component' });
  expect(
    graph.getByRole('link', { name: 'orders-db postgresql · Production' }),
  ).toBeInTheDocument();
  const list = within(screen.getByRole('region', { name: 'As a list' }));
  const [application, needed, lone] = list.getAllByRole('listitem');
  expect(application).toHaveTextContent(
    'Shop Componentneeds orders-db (Production)',
  );
  expect(needed).toHaveTextContent('needed by Shop');
  expect(needed).not.toHaveTextContent('hidden');
  expect(lone).toHaveTextContent('Nothing says that it needs this.');
  expect(catalog.getEntities).toHaveBeenCalledWith(
    expect.objectContaining({
      filter: {
        kind: 'Resource',
        'metadata.labels.callboard.dev/service': 'true',
      },
    }),
  );
  await userEvent.click(box);
  expect(screen.getByTestId('address')).toHaveTextContent(
    '/catalog/default/component/shop',
  );
});

it('keeps to an environment, in the address too', async () => {
  show(services);
  await screen.findByRole('region', { name: 'As a list' });
  await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
  await userEvent.click(
    await screen.findByRole('option', { name: 'Production' }),
  );
  const list = within(screen.getByRole('region', { name: 'As a list' }));
  await waitFor(() => expect(list.queryByText('scratch')).toBeNull());
  expect(screen.getByTestId('address')).toHaveTextContent(
    '?environment=production',
  );
});

it('draws no picture that nobody could read', async () => {
  show(
    Array.from({ length: 200 }, (_, index) => service(`db-${index}`, 'dev')),
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    '200 are too many for one picture',
  );
  expect(screen.queryByRole('figure')).toBeNull();
  expect(screen.getByText('db-199')).toBeInTheDocument();
});

it('says what would be drawn as long as there is nothing', async () => {
  show([]);
  expect(
    await screen.findByText('There is nothing to draw yet'),
  ).toBeInTheDocument();
});
