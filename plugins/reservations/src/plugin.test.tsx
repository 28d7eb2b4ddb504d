import { renderTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import { createFakeServer } from './__testUtils__/fakeServer';
import { booking } from './__testUtils__/inventory';
import { reservationsApiRef } from './api/reservationsApi';
import plugin from './plugin';

describe('the page', () => {
  it('opens the booking that an address without a tab names', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: [`/reservations?booking=${booking().id}`],
      apis: [
        [reservationsApiRef, createFakeServer([booking()]).client],
        [
          permissionApiRef,
          { authorize: async () => ({ result: AuthorizeResult.DENY }) },
        ],
      ],
    });
    expect(
      await screen.findByRole('dialog', { name: 'GPU run' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', { name: 'Needs you', hidden: true }),
    ).toBeInTheDocument();
  });
});
