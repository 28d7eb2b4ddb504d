import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { booking, gpu1, gpu2 } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReservationsProvider } from '../../api/ReservationsProvider';
import { useCalendar } from '../../hooks/useBookings';
import { MoveRefusal } from './MoveRefusal';
import { useMoveBooking } from './useMoveBooking';

const window = {
  from: '2027-03-15T00:00:00.000Z',
  to: '2027-03-22T00:00:00.000Z',
};
const wanted = {
  start: '2027-03-17T08:00:00.000Z',
  end: '2027-03-17T11:00:00.000Z',
};
const offered = {
  resourceRef: gpu2.entityRef,
  start: wanted.start,
  end: wanted.end,
};

function Harness() {
  const { data } = useCalendar(window);
  const { move, refused, acceptOffer, dismiss } = useMoveBooking();
  const shown = data?.items[0];
  return (
    <>
      <output data-testid="start">{shown?.start}</output>
      <output data-testid="where">{shown?.resourceRefs.join()}</output>
      {shown && (
        <button
          onClick={() =>
            move({
              booking: shown,
              resourceRefs: shown.resourceRefs,
              ...wanted,
            })
          }
        >
          Drop
        </button>
      )}
      {refused && (
        <MoveRefusal
          refused={refused}
          onChoose={acceptOffer}
          onDismiss={dismiss}
        />
      )}
    </>
  );
}

const harness = (
  <ReservationsProvider>
    <Harness />
  </ReservationsProvider>
);
const start = () => screen.getByTestId('start').textContent;

describe('moving a booking', () => {
  it('is shown at once and kept when the server agrees', async () => {
    const server = createFakeServer([booking({ version: 4 })]);
    const { toasts } = renderPage(harness, { server });
    await userEvent.click(await screen.findByRole('button', { name: 'Drop' }));
    await waitFor(() => expect(start()).toBe(wanted.start));
    await waitFor(() => expect(toasts).toHaveLength(1));
    const [call] = server.callsOf('PATCH', `/bookings/${booking().id}`);
    expect(call.headers.get('if-match')).toBe('"4"');
    expect(call.body).toEqual(wanted);
  });

  it('springs back with the sentence and goes where it is offered', async () => {
    const server = createFakeServer([booking()]);
    server.answer(({ method, body }) =>
      method === 'PATCH' && !body.resourceRefs
        ? {
            status: 409,
            body: {
              error: { name: 'ConflictError', message: 'Taken' },
              conflicts: [
                { ...wanted, resourceRef: gpu1.entityRef, kind: 'booking' },
              ],
              suggestions: [offered],
            },
          }
        : undefined,
    );
    renderPage(harness, { server, at: '/?tz=Europe/Rome' });
    await userEvent.click(await screen.findByRole('button', { name: 'Drop' }));

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('“GPU run” was not moved');
    expect(alert).toHaveTextContent(/Taken Wed 17 Mar.*, 09:00–12:00/);
    expect(start()).toBe(booking().start);

    await userEvent.click(
      await screen.findByRole('button', { name: 'same time on GPU cluster 2' }),
    );
    await waitFor(() => expect(start()).toBe(wanted.start));
    expect(screen.getByTestId('where')).toHaveTextContent(gpu2.entityRef);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
