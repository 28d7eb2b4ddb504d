import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aService, uuid } from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { ServicesPage } from './ServicesPage';

const cache = aService({
  id: uuid(31),
  name: 'sessions',
  entityRef: 'resource:default/production-eu-west-1-sessions',
  offering: 'redis',
  offeringTitle: 'Redis',
  environment: 'production',
  production: true,
  status: 'degraded',
  endpoint: undefined,
  endDate: undefined,
  drift: [{ field: 'nodeType', desired: 'b', observed: 'a' }],
});

const rowOf = async (name: string) =>
  within((await screen.findByRole('link', { name })).closest('tr')!);

it('shows what runs: how, where, whose, until when', async () => {
  renderPage(<ServicesPage />, {
    server: createFakeServer({ services: [aService(), cache] }),
  });
  const orders = await rowOf('orders');
  expect(orders.getByText('Ready')).toBeInTheDocument();
  expect(orders.getByText('orders.sandbox.local:5432')).toBeInTheDocument();
  expect(orders.getByText(/^Wed 30 Jun/)).toBeInTheDocument();
  expect(orders.queryByText('Drift')).not.toBeInTheDocument();
  const sessions = await rowOf('sessions');
  expect(sessions.getByText('Degraded')).toBeInTheDocument();
  expect(sessions.getByText('Drift')).toBeInTheDocument();
  expect(sessions.getByText('no endpoint yet')).toBeInTheDocument();
  expect(sessions.getByText('no end')).toBeInTheDocument();
});

it('keeps its filters in the address', async () => {
  const server = createFakeServer({ services: [aService(), cache] });
  renderPage(<ServicesPage />, { server, at: '/?status=unwell' });
  await rowOf('sessions');
  expect(screen.queryByRole('link', { name: 'orders' })).toBeNull();

  await userEvent.click(screen.getByRole('checkbox', { name: 'Drifted only' }));
  expect(screen.getByTestId('address')).toHaveTextContent(
    '?status=unwell&drifted=true',
  );
  await waitFor(() =>
    expect(
      server.callsOf('GET', '/services').at(-1)?.query.get('drifted'),
    ).toBe('true'),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(screen.getByTestId('address')).toHaveTextContent(/^\/$/);
  await rowOf('orders');
});

it('finds services by a word', async () => {
  renderPage(<ServicesPage />, {
    server: createFakeServer({ services: [aService(), cache] }),
  });
  await rowOf('orders');
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search services' }),
    'nothing of it',
  );
  expect(
    await screen.findByText('No service fits these filters'),
  ).toBeInTheDocument();
});

it('says where services come from as long as there are none', async () => {
  renderPage(<ServicesPage />, { server: createFakeServer() });
  expect(await screen.findByText('Nothing runs yet')).toBeInTheDocument();
  expect(
    await screen.findByRole('link', { name: 'Request something' }),
  ).toHaveAttribute('href', '/service-requests/catalogue');
});
