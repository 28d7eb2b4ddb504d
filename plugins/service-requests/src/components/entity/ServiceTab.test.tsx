import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { aService, uuid } from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { isServiceEntity } from './isServiceEntity';
import { ServiceTab } from './ServiceTab';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'staging-eu-west-1-orders',
    annotations: { 'callboard.dev/service-id': uuid(3) },
  },
};

const showTab = (services = [aService()]) =>
  renderPage(
    <EntityProvider entity={entity}>
      <ServiceTab />
    </EntityProvider>,
    { server: createFakeServer({ services }) },
  );

it('shows the service on its entity’s page, with what can be done', async () => {
  showTab();
  expect(
    await screen.findByRole('article', { name: 'orders' }),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Scale' })).toBeInTheDocument();
  expect(screen.queryByText('In the catalog')).not.toBeInTheDocument();
});

it('says that the service is gone where the catalog is behind', async () => {
  showTab([]);
  expect(
    await screen.findByText('The service behind this entity is gone'),
  ).toBeInTheDocument();
});

it('is on services only', () => {
  expect(isServiceEntity(entity)).toBe(true);
  expect(isServiceEntity({ ...entity, metadata: { name: 'other' } })).toBe(
    false,
  );
});
