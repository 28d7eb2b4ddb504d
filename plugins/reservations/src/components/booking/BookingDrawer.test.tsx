import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer, freePreview } from '../../__testUtils__/fakeServer';
import { booking, campus, gpu1, gpu2 } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { bookingFormQuery } from '../../hooks/useBookingDrawer';
import { ReservationsPage } from '../common/ReservationsPage';

const start = '2027-03-16T09:00:00.000Z';
const end = '2027-03-16T12:00:00.000Z';
const later = {
  resourceRef: gpu1.entityRef,
  start: '2027-03-16T13:00:00.000Z',
  end: '2027-03-16T16:00:00.000Z',
};
const refusal = {
  conflicts: [
    {
      resourceRef: gpu1.entityRef,
      start: '2027-03-16T10:00:00.000Z',
      end: '2027-03-16T12:00:00.000Z',
      kind: 'booking',
    },
  ],
  suggestions: [later, { resourceRef: gpu2.entityRef, start, end }],
};
const newBooking = `/${bookingFormQuery({
  resourceRefs: [gpu1.entityRef],
  start,
  end,
})}&tz=Europe/Rome`;

const page = <ReservationsPage>{null}</ReservationsPage>;

/** The server refuses exactly the time that was asked for first. */
function takenServer() {
  const server = createFakeServer();
  server.answer(({ path, body }) =>
    path === '/bookings/preview' &&
    body.start === start &&
    body.resourceRefs[0] === gpu1.entityRef
      ? { body: { ...freePreview(body), ...refusal } }
      : undefined,
  );
  return server;
}

describe('a new booking', () => {
  it('says what it will do, asks the server, and books', async () => {
    const server = createFakeServer();
    const { toasts } = renderPage(page, { server, at: newBooking });

    const submit = await screen.findByRole('button', {
      name: 'Book GPU cluster 1 for 3 h',
    });
    expect(await screen.findByText('Free at this time')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Title'), 'Training');
    await userEvent.click(screen.getByRole('button', { name: '1 h' }));
    expect(submit).toHaveTextContent('Book GPU cluster 1 for 1 h');
    await userEvent.click(submit);

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const [call] = server.callsOf('POST', '/bookings');
    expect(call.body).toMatchObject({
      resourceRefs: [gpu1.entityRef],
      start,
      end: '2027-03-16T10:00:00.000Z',
      title: 'Training',
      timeZone: 'Europe/Rome',
    });
    expect(call.headers.get('idempotency-key')).toBeTruthy();
    expect(toasts).toMatchObject([
      {
        title: 'Booked “Training”',
        links: [{ href: expect.stringContaining('?booking=') }],
      },
    ]);
  });

  it('shows what is taken, and each offer is one click', async () => {
    const server = takenServer();
    renderPage(page, { server, at: newBooking });

    expect(
      await screen.findByText(
        /Taken Tue 16 Mar.*, 11:00–13:00 \(another team\)/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Book GPU/ })).toBeDisabled();

    await userEvent.click(
      screen.getByRole('button', { name: 'same time on GPU cluster 2' }),
    );
    expect(
      screen.getByRole('button', { name: 'Book GPU cluster 2 for 3 h' }),
    ).toBeInTheDocument();
    expect(await screen.findByText('Free at this time')).toBeInTheDocument();
  });

  it('takes over an offered time', async () => {
    renderPage(page, { server: takenServer(), at: newBooking });
    await userEvent.click(
      await screen.findByRole('button', { name: /14:00–17:00/ }),
    );
    expect(screen.getByLabelText('From (Rome)')).toHaveValue(
      '2027-03-16T14:00',
    );
    expect(screen.getByLabelText('To (Rome)')).toHaveValue('2027-03-16T17:00');
  });

  it('keeps everything when the server refuses, with what is free instead', async () => {
    const server = createFakeServer();
    server.answer(({ method, path }) =>
      method === 'POST' && path === '/bookings'
        ? {
            status: 409,
            body: {
              error: { name: 'ConflictError', message: 'Taken' },
              ...refusal,
            },
          }
        : undefined,
    );
    renderPage(page, { server, at: newBooking });
    await userEvent.type(await screen.findByLabelText('Title'), 'Training');
    await userEvent.click(
      screen.getByRole('button', { name: 'Book GPU cluster 1 for 3 h' }),
    );
    const alert = (await screen.findByText('Not booked')).closest(
      '[role=alert]',
    );
    expect(
      within(alert as HTMLElement).getByRole('button', {
        name: 'same time on GPU cluster 2',
      }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Title')).toHaveValue('Training');
  });

  it('shows a refused field at the field', async () => {
    const server = createFakeServer();
    server.answer(({ method, path }) =>
      method === 'POST' && path === '/bookings'
        ? {
            status: 400,
            body: {
              error: { name: 'InputError', message: 'title is too rude' },
              fields: [{ field: 'title', message: 'Choose another title.' }],
            },
          }
        : undefined,
    );
    renderPage(page, { server, at: newBooking });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Book GPU cluster 1 for 3 h' }),
    );
    expect(
      await screen.findByText('Choose another title.'),
    ).toBeInTheDocument();
  });

  it('is for oneself, where nobody else may be named', async () => {
    renderPage(page, { server: createFakeServer(), at: newBooking });
    await screen.findByText('Free at this time');
    expect(screen.queryByText('For whom')).not.toBeInTheDocument();
  });

  it('of a team lead can be for somebody of the team', async () => {
    const server = createFakeServer();
    server.team.push('group:default/research-group', 'user:default/student');
    renderPage(page, { server, at: newBooking });
    await userEvent.click(
      await screen.findByRole('button', { name: /Myself For whom/ }),
    );
    expect(
      screen.queryByRole('option', { name: /developer/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('option', { name: /student/ }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Book GPU cluster 1 for 3 h' }),
    );
    await waitFor(() =>
      expect(server.callsOf('POST', '/bookings')).toHaveLength(1),
    );
    expect(server.callsOf('POST', '/bookings')[0].body.onBehalfOf).toBe(
      'user:default/student',
    );
  });

  it('of an administrator can be for anybody of the catalog', async () => {
    const server = createFakeServer();
    server.sites.splice(0, 1, { ...campus, actions: ['update'] });
    renderPage(page, { server, at: newBooking });
    const combobox = await screen.findByRole('combobox', {
      name: 'Add to For whom',
    });
    await userEvent.type(combobox, 'dev');
    await userEvent.click(
      await screen.findByRole('option', { name: /developer/ }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Book GPU cluster 1 for 3 h' }),
    );
    await waitFor(() =>
      expect(server.callsOf('POST', '/bookings')).toHaveLength(1),
    );
    expect(server.callsOf('POST', '/bookings')[0].body.onBehalfOf).toBe(
      'user:default/developer',
    );
  });
});

describe('a booking in the drawer', () => {
  it('says what, when, where and who', async () => {
    const one = booking({ purpose: 'Compare optimisers' });
    const server = createFakeServer([one]);
    renderPage(page, { server, at: `/?booking=${one.id}&tz=Europe/Rome` });
    const dialog = await screen.findByRole('dialog', { name: 'GPU run' });
    expect(dialog).toHaveTextContent('Confirmed');
    expect(dialog).toHaveTextContent(/Tue 16 Mar.*, 09:00–12:00 \(Rome\)/);
    expect(
      await within(dialog).findByText('GPU cluster 1'),
    ).toBeInTheDocument();
    expect(dialog).toHaveTextContent('Compare optimisers');
  });

  it('changes only what was changed, with the version it was seen in', async () => {
    const one = booking({ version: 7 });
    const server = createFakeServer([one]);
    renderPage(page, { server, at: `/?booking=${one.id}` });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Edit GPU run' }),
    );
    const title = await screen.findByLabelText('Title');
    await userEvent.clear(title);
    await userEvent.type(title, 'Evaluation');
    await userEvent.click(
      screen.getByRole('button', { name: 'Save GPU cluster 1' }),
    );
    await screen.findByRole('dialog', { name: 'Evaluation' });
    const [call] = server.callsOf('PATCH', `/bookings/${one.id}`);
    expect(call.body).toEqual({ title: 'Evaluation' });
    expect(call.headers.get('if-match')).toBe('"7"');
  });

  it('that is not there is explained, with the request id', async () => {
    const server = createFakeServer();
    renderPage(page, { server, at: '/?booking=none' });
    expect(
      await screen.findByText('The booking could not be loaded.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/does not exist/)).toBeInTheDocument();
    expect(screen.getByText('Request id: req-42')).toBeInTheDocument();
  });

  it('names who has it and who made it, and is handed over', async () => {
    const one = booking({
      bookedBy: 'user:default/team-lead',
      actions: ['update', 'transfer'],
    });
    const server = createFakeServer([one]);
    server.team.push('user:default/researcher', 'user:default/student');
    const { toasts } = renderPage(page, { server, at: `/?booking=${one.id}` });
    const drawer = await screen.findByRole('dialog', { name: 'GPU run' });
    expect(drawer).toHaveTextContent(/booked by team-lead/);
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Hand over: GPU run' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Hand over “GPU run”',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: /New owner/ }),
    );
    expect(
      screen.queryByRole('option', { name: /researcher/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('option', { name: /student/ }),
    );
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'On leave');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Hand over to student' }),
    );
    await waitFor(() => expect(toasts).toHaveLength(1));
    expect(
      server.callsOf('POST', `/bookings/${one.id}/transfer`)[0].body,
    ).toEqual({ owner: 'user:default/student', reason: 'On leave' });
  });

  it('that the other may not have is kept, with the reason', async () => {
    const one = booking({ actions: ['transfer'] });
    const server = createFakeServer([one]);
    server.team.push('user:default/student');
    server.answer(({ path }) =>
      path.endsWith('/transfer')
        ? {
            status: 403,
            body: {
              error: { name: 'NotAllowedError', message: 'No' },
              verdicts: [
                {
                  policy: 'access-grant',
                  code: 'access-ends',
                  result: 'deny',
                  message: 'Their access ends before the booking does.',
                },
              ],
            },
          }
        : undefined,
    );
    renderPage(page, { server, at: `/?booking=${one.id}` });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Hand over: GPU run' }),
    );
    const dialog = await screen.findByRole('dialog', { name: /^Hand over/ });
    await userEvent.click(
      within(dialog).getByRole('button', { name: /New owner/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /student/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Hand over to student' }),
    );
    expect(
      await within(dialog).findByText(/Their access ends before the booking/),
    ).toBeInTheDocument();
  });
});
