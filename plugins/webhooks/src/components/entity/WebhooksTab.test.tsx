import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { aDelivery, CAMPUS, GPU, uuid } from '../../__testUtils__/examples';
import { createFakeServer, Things } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { isInventoryEntity } from './isInventoryEntity';
import { WebhooksTab } from './WebhooksTab';

const gpu: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'gpu-cluster-2',
    title: 'GPU cluster 2',
    annotations: {
      'callboard.dev/resource-id': uuid(7),
      'callboard.dev/site': 'campus',
    },
  },
};

function renderTab(things: Things) {
  const server = createFakeServer(things);
  renderPage(
    <EntityProvider entity={gpu}>
      <WebhooksTab />
    </EntityProvider>,
    { server },
  );
  return server;
}

const nobody = { everywhere: false, siteRefs: [] };

it('shows what was sent about this entity, and a way to a new endpoint for it', async () => {
  const server = renderTab({
    deliveries: [
      aDelivery(),
      aDelivery({ id: uuid(102), resourceRefs: ['resource:default/laser'] }),
    ],
    createIn: { everywhere: false, siteRefs: [CAMPUS] },
  });
  const rows = within(
    await screen.findByRole('list', { name: 'Deliveries, newest first' }),
  ).getAllByRole('listitem');
  expect(rows).toHaveLength(1);
  expect(
    within(rows[0]).getByRole('button', { name: /^Redeliver/ }),
  ).toBeInTheDocument();
  expect(server.callsOf('GET', '/deliveries')[0].query.get('entity')).toBe(GPU);
  expect(
    await screen.findByRole('link', { name: 'New endpoint for this' }),
  ).toHaveAttribute(
    'href',
    `/webhooks/endpoints?form=new&scope=resource&ref=${encodeURIComponent(GPU)}`,
  );
});

it('tells who has no rights that there is nothing for them', async () => {
  renderTab({ createIn: nobody });
  expect(
    await screen.findByText(
      /about GPU cluster 2 is shown to the administrators of its site/,
    ),
  ).toBeInTheDocument();
  expect(
    screen.queryByRole('link', { name: 'New endpoint for this' }),
  ).not.toBeInTheDocument();
});

it('tells who would see it that nothing was sent yet', async () => {
  renderTab({ createIn: { everywhere: false, siteRefs: [CAMPUS] } });
  expect(
    await screen.findByText('Nothing was sent about GPU cluster 2 yet'),
  ).toBeInTheDocument();
});

it('is on sites and resources of the inventory only', () => {
  const withAnnotations = (annotations: Record<string, string>) => ({
    ...gpu,
    metadata: { name: 'x', annotations },
  });
  expect(isInventoryEntity(gpu)).toBe(true);
  expect(
    isInventoryEntity(withAnnotations({ 'callboard.dev/site-id': uuid(1) })),
  ).toBe(true);
  expect(isInventoryEntity(withAnnotations({}))).toBe(false);
  expect(isInventoryEntity({ ...gpu, kind: 'Component' })).toBe(false);
});
