import { screen } from '@testing-library/react';
import {
  aResource,
  aSite,
  inventoryServer,
} from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { Administration } from './Administration';

// Nobody here may create sites. The answers of the permission hook outlive a
// test, so those who may are in a file of their own.
describe('without any right', () => {
  it('says who administers, and shows no controls', async () => {
    await renderReservations(<Administration />, {
      server: inventoryServer({
        sites: [aSite({ actions: [] })],
        types: [],
        resources: [aResource('gpu-1', { actions: ['book'] })],
      }),
    });
    expect(
      await screen.findByText('You do not administer anything here'),
    ).toBeInTheDocument();
    expect(screen.getByText('site-admin-campus')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

it('offers no new site to those who may not make one', async () => {
  await renderReservations(<Administration />, {
    server: inventoryServer({}),
  });
  await screen.findByRole('button', { name: 'Edit Campus' });
  expect(
    screen.queryByRole('button', { name: 'New site' }),
  ).not.toBeInTheDocument();
});
