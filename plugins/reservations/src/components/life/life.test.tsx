import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { booking, gpu1 } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { ApprovalsPage } from '../approvals/ApprovalsPage';
import { MyBookingsPage } from '../mine/MyBookingsPage';

const HOUR = 3_600_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

const pending = booking({
  id: '00000000-0000-4000-8000-000000000051',
  title: 'Full training run',
  status: 'pending',
  owner: 'user:default/developer',
  start: fromNow(72 * HOUR),
  end: fromNow(96 * HOUR),
  expiresAt: fromNow(48 * HOUR + 60_000),
  approval: {
    reasons: ['Bookings of GPU 1 of more than 12 h need approval.'],
    approvers: ['group:default/team-leads'],
    requestedAt: fromNow(-3 * HOUR - 30_000),
  },
  actions: ['approve', 'reject'],
});
const sooner = booking({
  ...pending,
  approval: {
    ...pending.approval!,
    reasons: ['Said by the server'],
    verdicts: [
      {
        policy: 'approval',
        result: 'approve',
        code: 'approval_needed',
        message: 'Said by the server',
        facts: { title: 'GPU 1', minutes: 0 },
      },
    ],
  },
  id: '00000000-0000-4000-8000-000000000052',
  title: 'Course',
  start: fromNow(200 * HOUR),
  end: fromNow(201 * HOUR),
  expiresAt: fromNow(HOUR),
});

describe('approvals', () => {
  it('show what waits, since when and why; what lapses first in front', async () => {
    const server = createFakeServer([pending, sooner]);
    renderPage(<ApprovalsPage />, { server });
    const list = await screen.findByRole('list', {
      name: 'Bookings that wait for your decision',
    });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent('Course');
    expect(first).toHaveTextContent('Bookings of GPU 1 need approval.');
    expect(first).not.toHaveTextContent('Said by the server');
    expect(second).toHaveTextContent('Waiting 3 h');
    expect(second).toHaveTextContent('Lapses in 2 d');
    expect(second).toHaveTextContent('of more than 12 h need approval');
    expect(server.callsOf('GET', '/bookings')[0].query.get('awaiting')).toBe(
      'me',
    );
  });

  it('are given with one click', async () => {
    const server = createFakeServer([pending]);
    server.answer(({ path }) =>
      path.endsWith('/approve')
        ? { body: { ...pending, status: 'confirmed', actions: [] } }
        : undefined,
    );
    const { toasts } = renderPage(<ApprovalsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve: Full training run' }),
    );
    await waitFor(() =>
      expect(toasts[0]).toMatchObject({
        title: 'Approved “Full training run”',
        status: 'success',
      }),
    );
  });

  it('are refused with a reason', async () => {
    const server = createFakeServer([pending]);
    server.answer(({ path }) =>
      path.endsWith('/reject')
        ? { body: { ...pending, status: 'rejected', actions: [] } }
        : undefined,
    );
    renderPage(<ApprovalsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reject: Full training run' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Reject “Full training run”?',
    });
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'Too long');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Reject' }),
    );
    await waitFor(() =>
      expect(
        server.callsOf('POST', `/bookings/${pending.id}/reject`),
      ).toMatchObject([{ body: { reason: 'Too long' } }]),
    );
  });

  it('say so when nothing waits, and when it cannot be said', async () => {
    const { unmount } = renderPage(<ApprovalsPage />, {
      server: createFakeServer(),
    });
    expect(
      await screen.findByText('Nothing waits for you'),
    ).toBeInTheDocument();
    unmount();
    const failing = createFakeServer();
    failing.answer(({ path }) =>
      path === '/bookings'
        ? { status: 400, body: { error: { message: 'No' } } }
        : undefined,
    );
    renderPage(<ApprovalsPage />, { server: failing });
    expect(
      await screen.findByText(
        'What waits for approval could not be loaded.',
        {},
        { timeout: 5_000 },
      ),
    ).toBeInTheDocument();
  });
});

describe('what a booking waits for', () => {
  const soon = booking({
    id: '00000000-0000-4000-8000-000000000053',
    title: 'Imaging',
    start: fromNow(0.2 * HOUR),
    end: fromNow(2 * HOUR),
    checkIn: { from: fromNow(-0.1 * HOUR), until: fromNow(0.7 * HOUR) },
    actions: ['check-in', 'extend', 'cancel'],
  });
  const later = booking({
    ...soon,
    id: '00000000-0000-4000-8000-000000000054',
    title: 'More imaging',
    checkIn: { from: fromNow(3 * HOUR), until: fromNow(4 * HOUR) },
  });
  const nightly = booking({
    id: '00000000-0000-4000-8000-000000000055',
    title: 'Endurance test',
    status: 'active',
    start: fromNow(-HOUR),
    end: fromNow(30 * HOUR),
    offHoursAt: fromNow(2 * HOUR + 30_000),
    actions: ['keep-alive', 'extend', 'release'],
  });

  it('is a check-in while it is open, and said before', async () => {
    const server = createFakeServer([soon, later]);
    server.answer(({ path }) =>
      path.endsWith('/check-in') ? { body: soon } : undefined,
    );
    renderPage(<MyBookingsPage />, { server, at: '/?show=upcoming' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Check in: Imaging' }),
    );
    expect(
      server.callsOf('POST', `/bookings/${soon.id}/check-in`),
    ).toHaveLength(1);
    expect(screen.getByText(/^Check-in opens in/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Check in: More imaging' }),
    ).not.toBeInTheDocument();
  });

  it('is the night, for which it is kept', async () => {
    const server = createFakeServer([nightly]);
    server.answer(({ path }) =>
      path.endsWith('/keep-alive') ? { body: nightly } : undefined,
    );
    const { toasts } = renderPage(<MyBookingsPage />, { server });
    expect(
      await screen.findByText(/^Ends for the night in 2 h/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Keep for tonight: Endurance test' }),
    );
    await waitFor(() =>
      expect(toasts[0].title).toBe('“Endurance test” is kept for tonight'),
    );
  });

  it('is extended until what is taken, if not as far as asked', async () => {
    const server = createFakeServer([nightly]);
    const taken = new Date(Date.parse(nightly.end) + HOUR / 2).toISOString();
    server.answer(({ path, body }) => {
      if (!path.endsWith('/extend')) return undefined;
      return body.end > taken
        ? {
            status: 409,
            body: {
              error: { name: 'ConflictError', message: 'Taken' },
              conflicts: [
                {
                  resourceRef: gpu1.entityRef,
                  kind: 'booking',
                  start: taken,
                  end: fromNow(40 * HOUR),
                },
              ],
              suggestions: [],
            },
          }
        : { body: { ...nightly, end: body.end } };
    });
    const { toasts } = renderPage(<MyBookingsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Extend: Endurance test' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Extend “Endurance test”',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Extend until/ }),
    );
    await userEvent.click(
      await within(dialog).findByRole('button', { name: /which is free$/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Extend until/ }),
    );
    await waitFor(() =>
      expect(toasts[0].title).toMatch(/^“Endurance test” now ends/),
    );
    expect(
      server
        .callsOf('POST', `/bookings/${nightly.id}/extend`)
        .map(({ body }) => body.end),
    ).toEqual([new Date(Date.parse(nightly.end) + HOUR).toISOString(), taken]);
  });
});
