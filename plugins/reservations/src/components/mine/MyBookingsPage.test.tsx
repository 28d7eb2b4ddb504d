import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { booking } from '../../__testUtils__/inventory';
import { renderPage, renderToast } from '../../__testUtils__/renderPage';
import { MyBookingsPage } from './MyBookingsPage';

const day = 86_400_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

const running = booking({
  id: '00000000-0000-4000-8000-000000000041',
  title: 'Notebook',
  status: 'active',
  start: fromNow(-3_600_000),
  end: fromNow(3 * 3_600_000 + 30_000),
  actions: ['cancel', 'release'],
});
const upcoming = booking({
  id: '00000000-0000-4000-8000-000000000042',
  title: 'Training',
  start: fromNow(2 * day),
  end: fromNow(2 * day + 3_600_000),
});
const over = booking({
  id: '00000000-0000-4000-8000-000000000043',
  title: 'Evaluation',
  status: 'completed',
  start: fromNow(-2 * day),
  end: fromNow(-2 * day + 3_600_000),
  actions: [],
});

describe('my bookings', () => {
  it('are current, upcoming and past, with their counts', async () => {
    const server = createFakeServer([running, upcoming, over]);
    renderPage(<MyBookingsPage />, { server });
    expect(
      await screen.findByRole('tab', { name: 'Current 1' }),
    ).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('link', { name: 'Notebook' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Past 1' }));
    expect(
      await screen.findByRole('link', { name: 'Evaluation' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Book again: Evaluation' }),
    ).toBeInTheDocument();
  });

  it('open on what is upcoming when nothing runs, and say so when there is nothing', async () => {
    renderPage(<MyBookingsPage />, { server: createFakeServer() });
    expect(
      await screen.findByText('You have nothing booked'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Book a resource' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'New booking' }),
    ).toBeInTheDocument();
  });

  it('are cancelled at once, and undone by booking the same again', async () => {
    const server = createFakeServer([upcoming]);
    const { toasts } = renderPage(<MyBookingsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel booking: Training' }),
    );
    await screen.findByRole('tab', { name: 'Upcoming 0' });
    expect(
      server.callsOf('POST', `/bookings/${upcoming.id}/cancel`),
    ).toHaveLength(1);

    renderToast(toasts[0]);
    expect(screen.getByText(/Cancelled “Training”/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByRole('tab', { name: 'Upcoming 1' });
    const [call] = server.callsOf('POST', '/bookings');
    expect(call.body).toMatchObject({
      title: 'Training',
      start: upcoming.start,
      end: upcoming.end,
      resourceRefs: upcoming.resourceRefs,
    });
  });

  it('are released early only after a question that says what it touches', async () => {
    const server = createFakeServer([running]);
    renderPage(<MyBookingsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Release early: Notebook' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('remaining 3 h');
    expect(dialog).toHaveTextContent('GPU cluster 1');
    expect(server.callsOf('POST', `/bookings/${running.id}/release`)).toEqual(
      [],
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Release early' }),
    );
    await waitFor(() =>
      expect(
        server.callsOf('POST', `/bookings/${running.id}/release`),
      ).toHaveLength(1),
    );
  });

  it('that could not be loaded can be asked for again', async () => {
    const server = createFakeServer([running]);
    let broken = true;
    server.answer(({ path }) =>
      broken && path === '/bookings'
        ? {
            status: 403,
            body: { error: { name: 'NotAllowedError', message: 'no' } },
          }
        : undefined,
    );
    renderPage(<MyBookingsPage />, { server, at: '/?show=current' });
    expect(
      await screen.findByText('Your bookings could not be loaded.'),
    ).toBeInTheDocument();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'Notebook' }),
    ).toBeInTheDocument();
  });
});

describe('the bookings of a team', () => {
  const ofStudent = booking({
    id: '00000000-0000-4000-8000-000000000044',
    title: 'Student run',
    owner: 'user:default/student',
    start: fromNow(2 * day),
    end: fromNow(2 * day + 3_600_000),
  });

  it('are one click away for who leads it, to be changed like their own', async () => {
    const server = createFakeServer([upcoming, ofStudent]);
    server.team.push('group:default/lab', 'user:default/student');
    renderPage(<MyBookingsPage />, { server, at: '/?show=upcoming' });
    expect(await screen.findByText('Training')).toBeInTheDocument();
    expect(screen.queryByText('Student run')).not.toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('radio', { name: 'My team’s' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Student run' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Edit Student run' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/^For/)).toHaveTextContent('student');
  });

  it('are not offered to who leads nobody', async () => {
    const server = createFakeServer([upcoming]);
    renderPage(<MyBookingsPage />, {
      server,
      at: '/?show=upcoming&whose=team',
    });
    expect(await screen.findByText('Training')).toBeInTheDocument();
    expect(
      screen.queryByRole('radio', { name: 'My team’s' }),
    ).not.toBeInTheDocument();
  });
});
