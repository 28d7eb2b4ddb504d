import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { CataloguePage } from './CataloguePage';

it('lists events by what they happen to, and finds them by a word', async () => {
  renderPage(<CataloguePage />, { server: createFakeServer() });
  const bookings = within(
    await screen.findByRole('region', { name: 'Bookings' }),
  );
  expect(bookings.getAllByRole('listitem')).toHaveLength(2);
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search events' }),
    'status',
  );
  await waitFor(() =>
    expect(
      screen.queryByRole('region', { name: 'Bookings' }),
    ).not.toBeInTheDocument(),
  );
  expect(screen.getByText('resource.changed')).toBeInTheDocument();
  expect(screen.getByTestId('address')).toHaveTextContent('?q=status');
});

it('shows the fields, the body that arrives and the schema of an event', async () => {
  renderPage(<CataloguePage />, {
    server: createFakeServer(),
    at: '/?event=booking.started',
  });
  const fields = within(
    await screen.findByRole('table', { name: 'Fields of Booking started' }),
  );
  const [, booking, id, , purpose] = fields.getAllByRole('row');
  expect(booking).toHaveTextContent(/booking.*object.*always.*as it is now/);
  expect(id).toHaveTextContent(/id.*string \(uuid\).*always/);
  expect(purpose).toHaveTextContent(/purpose.*if known/);

  await userEvent.click(screen.getByRole('tab', { name: 'Example' }));
  const example = await screen.findByRole('region', {
    name: 'Example of booking.started',
  });
  expect(JSON.parse(example.textContent!)).toMatchObject({
    type: 'booking.started',
    data: { booking: { title: 'GPU run' } },
  });
  expect(
    screen.getByRole('button', { name: 'Copy: Example of booking.started' }),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByRole('tab', { name: 'JSON Schema' }));
  expect(
    await screen.findByRole('region', {
      name: 'JSON Schema of booking.started',
    }),
  ).toHaveTextContent(/"format": "uuid"/);
});
