import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NOTHING_WAITS, someOptions } from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { CataloguePage } from './CataloguePage';

it('offers by category what can be requested, and finds it by a word', async () => {
  renderPage(<CataloguePage />, { server: createFakeServer() });
  const databases = within(
    await screen.findByRole('region', { name: 'Databases' }),
  );
  expect(
    await databases.findByRole('link', { name: 'Request PostgreSQL' }),
  ).toHaveAttribute('href', '/service-requests/new?offering=postgresql');
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search what is offered' }),
    'memory',
  );
  await waitFor(() =>
    expect(
      screen.queryByRole('region', { name: 'Databases' }),
    ).not.toBeInTheDocument(),
  );
  expect(screen.getByRole('region', { name: 'Caches' })).toBeInTheDocument();
  expect(screen.getByTestId('address')).toHaveTextContent('?q=memory');
});

it('says first what waits for the person', async () => {
  renderPage(<CataloguePage />, {
    server: createFakeServer({
      summary: { ...NOTHING_WAITS, toReview: 2, toReviewOverdue: 1 },
    }),
  });
  expect(
    await screen.findByRole('link', {
      name: '2 requests wait for your review, one of them is overdue',
    }),
  ).toHaveAttribute('href', '/service-requests/review');
});

it('shows the offer to those who may not request, without the way there', async () => {
  renderPage(<CataloguePage />, {
    server: createFakeServer({ options: someOptions({ actions: [] }) }),
  });
  expect(
    await screen.findByRole('heading', { name: 'PostgreSQL' }),
  ).toBeInTheDocument();
  expect(
    screen.queryByRole('link', { name: 'Request PostgreSQL' }),
  ).not.toBeInTheDocument();
});
