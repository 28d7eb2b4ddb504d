import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aDelivery,
  anAttempt,
  anEndpoint,
  GPU,
  minutesAgo,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { LogPage } from './LogPage';

const failed = aDelivery({
  id: uuid(102),
  eventType: 'booking.ended',
  status: 'dead',
  reason: 'attempts_exhausted',
  attempts: 3,
  lastStatus: 500,
});

const address = () => screen.getByTestId('address').textContent;
const rows = async () =>
  within(
    await screen.findByRole('list', { name: 'Deliveries, newest first' }),
  ).getAllByRole('listitem');

it('says of each delivery what came of it', async () => {
  const server = createFakeServer({
    deliveries: [
      aDelivery(),
      failed,
      aDelivery({
        id: uuid(103),
        status: 'pending',
        attempts: 2,
        lastStatus: undefined,
        lastErrorClass: 'timeout',
        nextAttemptAt: minutesAgo(-5),
        actions: [],
      }),
      aDelivery({
        id: uuid(104),
        status: 'pending',
        attempts: 0,
        heldUntil: minutesAgo(-9),
        superseded: true,
        precedingUndelivered: [uuid(1), uuid(2)],
        test: true,
        actions: [],
      }),
    ],
  });
  renderPage(<LogPage />, { server });
  const [good, dead, retrying, held] = await rows();
  expect(good).toHaveTextContent(/200 Delivered.*booking.started/);
  expect(
    within(good).getByRole('link', { name: 'gpu cluster 2' }),
  ).toHaveAttribute('href', '/catalog/default/resource/gpu-cluster-2');
  expect(good).toHaveTextContent(/switch-port.*0\.21 s.*2 min ago.*Redeliver/);
  expect(dead).toHaveTextContent(/500 Given up.*All 3 attempts failed/);
  expect(retrying).toHaveTextContent(
    /Timed out · Retrying.*2 attempts failed; the next is in 5 min/,
  );
  expect(
    within(retrying).queryByRole('button', { name: /^(Redeliver|Send)/ }),
  ).not.toBeInTheDocument();
  expect(held).toHaveTextContent(
    /Waits its turn.*Test.*Superseded.*Did not wait for 2 earlier.*Waits for earlier deliveries/,
  );
});

it('keeps its filters in the address and asks for them', async () => {
  const server = createFakeServer({
    endpoints: [anEndpoint()],
    deliveries: [aDelivery(), failed],
  });
  renderPage(<LogPage />, { server });
  expect(await rows()).toHaveLength(2);

  await userEvent.click(screen.getByRole('radio', { name: /^Given up/ }));
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search the log' }),
    '500',
  );
  await waitFor(() => expect(address()).toBe('?status=dead&q=500'));
  await userEvent.click(screen.getByRole('button', { name: /Any endpoint/ }));
  await userEvent.click(
    await screen.findByRole('option', { name: 'switch-port' }),
  );
  await waitFor(() => {
    const query = server.callsOf('GET', '/deliveries').at(-1)!.query;
    expect(Object.fromEntries(query)).toMatchObject({
      status: 'dead',
      q: '500',
      endpoint: uuid(1),
    });
  });
  expect(address()).toBe(`?status=dead&q=500&endpoint=${uuid(1)}`);

  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(address()).toBe(''));
});

it('opens as a link says', async () => {
  const server = createFakeServer({ deliveries: [aDelivery(), failed] });
  renderPage(<LogPage />, {
    server,
    at: `/?status=dead&type=booking.ended,booking.started&entity=${GPU}&range=24h`,
  });
  await rows();
  const { query } = server.callsOf('GET', '/deliveries')[0];
  expect(query.getAll('type')).toEqual(['booking.ended', 'booking.started']);
  expect(query.get('entity')).toBe(GPU);
  const back = Date.now() - Date.parse(query.get('from')!);
  expect(Math.abs(back - 24 * 3_600_000)).toBeLessThan(60_000);
  await userEvent.click(
    screen.getByRole('button', { name: 'Remove the filter: About' }),
  );
  await waitFor(() => expect(address()).not.toContain('entity'));
});

it('opens a delivery to what was sent and answered, attempt by attempt', async () => {
  const server = createFakeServer({
    deliveries: [failed],
    attempts: {
      [failed.id]: [
        anAttempt({
          id: uuid(301),
          number: 1,
          outcome: 'failed',
          errorClass: 'timeout',
          errorMessage: 'No answer within 15 s',
          response: undefined,
        }),
        anAttempt({
          id: uuid(302),
          number: 2,
          trigger: 'manual',
          actor: 'user:default/operations',
          outcome: 'failed',
          errorClass: 'http_status',
          response: {
            status: 500,
            headers: { 'content-type': 'application/json' },
            body: '{"error":"switch is off"}',
            truncated: true,
          },
        }),
      ],
    },
  });
  renderPage(<LogPage />, { server });
  await userEvent.click(
    await screen.findByRole('button', { name: /500 Given up.*booking\.ended/ }),
  );
  expect(
    await screen.findByText(/Attempt 2 of 3: 500 Refused/),
  ).toBeInTheDocument();
  expect(screen.getByText(/sent again · by operations/)).toBeInTheDocument();
  expect(
    screen.getByRole('region', { name: 'Body of the response' }),
  ).toHaveTextContent('{ "error": "switch is off" }');
  expect(screen.getByText(/only its beginning was read/)).toBeInTheDocument();

  await userEvent.click(screen.getByRole('tab', { name: 'Request' }));
  expect(await screen.findByText('v1,c2lnbmF0dXJl')).toBeInTheDocument();
  expect(screen.getByText('•••')).toBeInTheDocument();

  const dots = screen.getAllByRole('button', { name: /^Attempt \d:/ });
  expect(dots.map(dot => dot.getAttribute('aria-pressed'))).toEqual([
    'false',
    'true',
  ]);
  await userEvent.click(dots[0]);
  expect(
    await screen.findByText('There was no complete answer in time.'),
  ).toBeInTheDocument();
  expect(screen.getByText('No answer within 15 s')).toBeInTheDocument();
  expect(screen.getByText('There was no answer.')).toBeInTheDocument();
});

it('sends one again and says so', async () => {
  const server = createFakeServer({ deliveries: [failed] });
  const { toasts } = renderPage(<LogPage />, { server });
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Redeliver booking.ended to switch-port',
    }),
  );
  await waitFor(() => expect(toasts).toHaveLength(1));
  expect(toasts[0].title).toBe('booking.ended is sent to switch-port');
  expect(server.callsOf('POST', '/deliveries/redeliver')[0].body).toEqual({
    deliveryIds: [failed.id],
  });
  expect(await screen.findByText(/Retrying/)).toBeInTheDocument();
});

it('lets one go past those it waits for only after a question', async () => {
  const held = aDelivery({
    status: 'pending',
    attempts: 0,
    heldUntil: minutesAgo(-9),
  });
  const server = createFakeServer({ deliveries: [held] });
  renderPage(<LogPage />, { server });
  await userEvent.click(
    await screen.findByRole('button', { name: /^Send now: booking\.started/ }),
  );
  expect(
    await screen.findByText(/the receiver is told which are missing/),
  ).toBeInTheDocument();
  expect(server.callsOf('POST', '/deliveries/redeliver')).toHaveLength(0);
  await userEvent.click(screen.getByRole('button', { name: 'Send it now' }));
  await waitFor(() =>
    expect(server.callsOf('POST', '/deliveries/redeliver')).toHaveLength(1),
  );
});

it('says why one could not be sent again', async () => {
  const server = createFakeServer({ deliveries: [failed] });
  server.answer(({ method }) =>
    method === 'POST'
      ? { status: 403, body: { error: { name: 'NotAllowedError' } } }
      : undefined,
  );
  const { toasts } = renderPage(<LogPage />, { server });
  await userEvent.click(
    await screen.findByRole('button', { name: /^Redeliver booking/ }),
  );
  await waitFor(() => expect(toasts).toHaveLength(1));
  expect(toasts[0]).toMatchObject({
    status: 'danger',
    description: expect.stringContaining('You may not do this'),
  });
});

it('sends all that match again, after saying how many', async () => {
  const server = createFakeServer({
    deliveries: [
      failed,
      { ...failed, id: uuid(105) },
      { ...failed, id: uuid(106), actions: [] },
      aDelivery(),
    ],
  });
  const { toasts } = renderPage(<LogPage />, { server, at: '/?status=dead' });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Send all again…' }),
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'Send 2 deliveries again' }),
  );
  await waitFor(() =>
    expect(toasts.map(toast => toast.title)).toEqual([
      '2 deliveries are sent again',
    ]),
  );
  expect(server.callsOf('POST', '/deliveries/redeliver')[0].body).toEqual({
    deliveryIds: [failed.id, uuid(105)],
  });
});

it('shows more by the cursor', async () => {
  const server = createFakeServer();
  server.answer(({ path, query }) => {
    if (path !== '/deliveries') return undefined;
    return query.has('cursor')
      ? { body: { items: [failed] } }
      : { body: { items: [aDelivery()], nextCursor: 'next' } };
  });
  renderPage(<LogPage />, { server });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Show more' }),
  );
  await waitFor(async () => expect(await rows()).toHaveLength(2));
  expect(
    screen.queryByRole('button', { name: 'Show more' }),
  ).not.toBeInTheDocument();
});

it('holds new ones back while one is open', async () => {
  const server = createFakeServer({ deliveries: [failed] });
  renderPage(<LogPage />, { server });
  await userEvent.click(
    await screen.findByRole('button', { name: /500 Given up/ }),
  );
  server.deliveries.unshift(aDelivery({ eventType: 'resource.changed' }));
  const show = await screen.findByRole('button', {
    name: 'Show 1 new delivery',
  });
  expect(await rows()).toHaveLength(1);
  await userEvent.click(show);
  await waitFor(async () => expect(await rows()).toHaveLength(2));
});

it('says what would be there', async () => {
  const first = renderPage(<LogPage />, { server: createFakeServer() });
  expect(await screen.findByText('Nothing was sent yet')).toBeInTheDocument();
  first.unmount();
  const second = renderPage(<LogPage />, {
    server: createFakeServer(),
    at: '/?status=dead',
  });
  expect(await screen.findByText('Nothing was given up')).toBeInTheDocument();
  second.unmount();
  renderPage(<LogPage />, { server: createFakeServer(), at: '/?q=none' });
  expect(
    await screen.findByText('Nothing matches these filters'),
  ).toBeInTheDocument();
});
