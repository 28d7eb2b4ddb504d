import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { anEndpoint } from './__testUtils__/examples';
import { createFakeServer } from './__testUtils__/fakeServer';
import { inventoryApiRef, webhooksApiRef } from './api/webhooksApi';
import plugin from './plugin';

it('opens with the answer to whether all is well', async () => {
  const { client, inventory } = createFakeServer({ endpoints: [anEndpoint()] });
  renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/webhooks'],
    apis: [
      [webhooksApiRef, client],
      [inventoryApiRef, inventory],
    ],
  });
  expect(
    await screen.findByRole('heading', { name: 'The integration is well' }),
  ).toBeInTheDocument();
  expect(
    await screen.findByRole('link', { name: 'New endpoint' }),
  ).toHaveAttribute('href', '/webhooks/endpoints?form=new');
});
