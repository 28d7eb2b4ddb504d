import type { WaitlistEntry } from '@callboard/backstage-plugin-reservations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer, freePreview } from '../../__testUtils__/fakeServer';
import { gpu1, ME } from '../../__testUtils__/inventory';
import { renderPage, renderToast } from '../../__testUtils__/renderPage';
import { MyBookingsPage } from '../mine/MyBookingsPage';

const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const hour = 3_600_000;

const waiting: WaitlistEntry = {
  id: '00000000-0000-4000-8000-000000000071',
  version: 1,
  createdAt: fromNow(-hour),
  updatedAt: fromNow(-hour),
  resourceRef: gpu1.entityRef,
  type: gpu1.type,
  siteRef: gpu1.siteRef,
  units: 1,
  from: fromNow(24 * hour),
  until: fromNow(26 * hour),
  minutes: 120,
  timeZone: 'Europe/Rome',
  title: 'Training',
  parameters: {},
  participants: [],
  owner: ME,
  bookedBy: ME,
  status: 'waiting',
  position: 2,
  actions: ['withdraw'],
};
const offered: WaitlistEntry = {
  ...waiting,
  id: '00000000-0000-4000-8000-000000000072',
  title: 'Evaluation',
  status: 'offered',
  position: undefined,
  offer: {
    bookingId: '00000000-0000-4000-8000-000000000073',
    resourceRef: gpu1.entityRef,
    start: fromNow(24 * hour),
    end: fromNow(26 * hour),
    until: fromNow(0.5 * hour + 20_000),
  },
  actions: ['accept', 'decline', 'withdraw'],
};

describe('the waitlist in My bookings', () => {
  it('is not there where nothing is waited for', async () => {
    renderPage(<MyBookingsPage />, { server: createFakeServer() });
    await screen.findByText('You have nothing booked');
    expect(
      screen.queryByRole('region', { name: 'Waiting' }),
    ).not.toBeInTheDocument();
  });

  it('says the place in line, and offers first, with the time that is left', async () => {
    const server = createFakeServer();
    server.waiting.push(waiting, offered);
    renderPage(<MyBookingsPage />, { server });
    const section = await screen.findByRole('region', { name: 'Waiting' });
    const rows = within(section).getAllByRole('listitem');
    expect(rows[0]).toHaveTextContent('Evaluation');
    expect(rows[0]).toHaveTextContent(
      /Held for 30 min, until (\w+ \d+ \w+, )?\d\d:\d\d/,
    );
    expect(rows[1]).toHaveTextContent('Training');
    expect(rows[1]).toHaveTextContent('2nd in line');
    expect(
      within(rows[1]).getByRole('button', {
        name: 'Leave the waitlist: Training',
      }),
    ).toBeInTheDocument();
  });

  it.each([
    ['Accept', 'accept', 'Booked “Evaluation”'],
    ['Decline', 'decline', 'Declined. It goes to whoever is next in line.'],
  ])('is answered with one click: %s', async (name, action, said) => {
    const server = createFakeServer();
    server.waiting.push(offered);
    server.answer(({ method, path }) => {
      if (method !== 'POST' || path !== `/waitlist/${offered.id}/${action}`) {
        return undefined;
      }
      server.waiting.splice(0);
      return { body: { ...offered, actions: [] } };
    });
    const { toasts } = renderPage(<MyBookingsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', {
        name: `${name} the offer: Evaluation`,
      }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Waiting' }),
      ).not.toBeInTheDocument(),
    );
    expect(
      server.callsOf('POST', `/waitlist/${offered.id}/${action}`),
    ).toHaveLength(1);
    renderToast(toasts[0]);
    expect(screen.getByText(said)).toBeInTheDocument();
  });

  it('says why an answer was not taken', async () => {
    const server = createFakeServer();
    server.waiting.push(offered);
    server.answer(({ method }) =>
      method === 'POST'
        ? {
            status: 409,
            body: {
              error: { name: 'ConflictError', message: 'The offer lapsed' },
            },
          }
        : undefined,
    );
    const { toasts } = renderPage(<MyBookingsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Accept the offer: Evaluation',
      }),
    );
    await waitFor(() => expect(toasts).toHaveLength(1));
    renderToast(toasts[0]);
    expect(screen.getByText(/The offer lapsed/)).toBeInTheDocument();
  });
});

describe('joining the waitlist', () => {
  const start = fromNow(24 * hour);
  const end = fromNow(26 * hour);
  const taken = (resourceRef: string) => ({
    conflicts: [{ resourceRef, start, end, kind: 'booking' as const }],
  });
  const at = `/?book=new&on=${gpu1.entityRef}&start=${start}&end=${end}`;

  it('is offered where time is taken, and asks how narrow the wish is', async () => {
    const server = createFakeServer();
    server.answer(({ path, body }) =>
      path === '/bookings/preview'
        ? { body: { ...freePreview(body), ...taken(gpu1.entityRef) } }
        : undefined,
    );
    server.answer(({ method, path }) =>
      method === 'POST' && path === '/waitlist'
        ? { status: 201, body: waiting }
        : undefined,
    );
    const { toasts } = renderPage(<MyBookingsPage />, { server, at });
    const section = await screen.findByRole('region', { name: 'Waitlist' });
    await userEvent.click(
      within(section).getByRole('checkbox', { name: /^Any GPU cluster in/ }),
    );
    await userEvent.click(
      within(section).getByRole('button', { name: 'Join the waitlist' }),
    );
    await waitFor(() =>
      expect(server.callsOf('POST', '/waitlist')).toHaveLength(1),
    );
    const [call] = server.callsOf('POST', '/waitlist');
    expect(call.body).toMatchObject({
      type: gpu1.type,
      siteRef: gpu1.siteRef,
      from: start,
      until: end,
      minutes: 120,
    });
    expect(call.headers.get('idempotency-key')).toBeTruthy();
    renderToast(toasts[0]);
    expect(screen.getByText(/You are on the waitlist/)).toBeInTheDocument();
    expect(
      screen.queryByRole('dialog', { name: 'New booking' }),
    ).not.toBeInTheDocument();
  });

  it('is not offered where it is free', async () => {
    renderPage(<MyBookingsPage />, { server: createFakeServer(), at });
    await screen.findByText(/Free/);
    expect(
      screen.queryByRole('region', { name: 'Waitlist' }),
    ).not.toBeInTheDocument();
  });
});
