import { screen } from '@testing-library/react';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { gpu1, gpu2, gpuType } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReservationsProvider } from '../../api/ReservationsProvider';
import { BookingCost } from './BookingCost';

const rates = [{ from: '2026-01-01', perUnitHour: 12, currency: 'EUR' }];
const times = { start: '2027-03-16T08:00:00Z', end: '2027-03-16T11:00:00Z' };

function show(resources: (typeof gpu1)[]) {
  renderPage(
    <ReservationsProvider>
      <p>Form</p>
      <BookingCost
        resources={resources}
        types={[{ ...gpuType, rates }]}
        units={{ [gpu2.entityRef]: 2 }}
        {...times}
      />
    </ReservationsProvider>,
    { server: createFakeServer() },
  );
}

it('says what a booking is going to cost', async () => {
  show([gpu1]);
  expect(await screen.findByRole('status')).toHaveTextContent(
    'About €36.00 for 3 h',
  );
});

it('adds up resources and units, at rates of their own too', async () => {
  show([
    gpu1,
    { ...gpu2, rates: [{ ...rates[0], perUnitHour: 1, currency: 'USD' }] },
  ]);
  expect(await screen.findByRole('status')).toHaveTextContent(
    'About €36.00 + $6.00 for 3 h',
  );
});

it('says nothing of what is free', async () => {
  show([{ ...gpu1, rates: [] }]);
  expect(await screen.findByText('Form')).toBeVisible();
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});
