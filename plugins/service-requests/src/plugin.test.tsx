import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { createFakeServer } from './__testUtils__/fakeServer';
import { serviceRequestsApiRef } from './api/serviceRequestsApi';
import plugin from './plugin';

it('opens with what can be requested', async () => {
  const { client } = createFakeServer();
  renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/service-requests'],
    apis: [[serviceRequestsApiRef, client]],
  });
  expect(
    await screen.findByRole('link', { name: 'Request Redis' }),
  ).toHaveAttribute('href', '/service-requests/new?offering=redis');
});
