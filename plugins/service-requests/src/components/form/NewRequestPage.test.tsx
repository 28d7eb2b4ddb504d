import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aPreview,
  aRequest,
  aService,
  RESEARCH,
  someOptions,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { NewRequestPage } from './NewRequestPage';

const submitButton = () =>
  screen.findByRole('button', { name: /^Request .* in / });

it('asks for a new service where it costs least, and says what it sends', async () => {
  const server = createFakeServer();
  const { toasts } = renderPage(<NewRequestPage />, {
    server,
    at: '/?offering=postgresql',
  });
  expect(await submitButton()).toHaveTextContent(
    'Request PostgreSQL in Staging',
  );
  expect(screen.getByRole('radio', { name: 'Staging' })).toBeChecked();
  expect(
    screen.getByText(/One reviewer has to approve .* ends within 90 days/),
  ).toBeInTheDocument();
  await userEvent.type(
    screen.getByRole('textbox', { name: /^Name/ }),
    'orders',
  );
  await userEvent.click(await submitButton());
  await waitFor(() => expect(toasts).toHaveLength(1));
  const [call] = server.callsOf('POST', '/requests');
  expect(call.body).toMatchObject({
    title: 'PostgreSQL orders in Staging',
    environment: 'staging',
    regions: ['eu-west-1'],
    owner: RESEARCH,
    submit: true,
    items: [
      {
        offering: 'postgresql',
        operation: 'create',
        parameters: { name: 'orders', size: 'small', storage: 20 },
      },
    ],
  });
  expect(call.headers.get('idempotency-key')).toBeTruthy();
  expect(screen.getByTestId('address')).toHaveTextContent(
    `/service-requests/requests/${uuid(500)}`,
  );
});

it('says what it would do while it is filled in', async () => {
  const server = createFakeServer({
    preview: aPreview({
      complete: false,
      fields: [
        { field: 'items/0/parameters/name', message: 'A name is missing' },
      ],
      verdicts: [
        {
          policy: 'standby',
          result: 'deny',
          message: 'Needs a standby.',
          passes: 'Standby on.',
          item: 0,
          field: '/multiAz',
        },
        { policy: 'note', result: 'warn', message: 'Costs a lot.' },
      ],
      quotas: [
        {
          quota: 'databases',
          title: 'Databases',
          limit: 5,
          used: 3,
          pending: 1,
          asked: 1,
        },
      ],
      cost: {
        ...aRequest().cost,
        unknown: ['db.x9.huge in eu-west-1'],
      },
    }),
  });
  renderPage(<NewRequestPage />, { server, at: '/?offering=postgresql' });
  const panel = within(
    await screen.findByRole('complementary', { name: 'What this will do' }),
  );
  expect(await panel.findByText(/€0 → €62 \/ month/)).toBeInTheDocument();
  expect(panel.getByText('db.x9.huge in eu-west-1')).toBeInTheDocument();
  expect(panel.getByText(/3 \+ 1 \+ 1 of 5/)).toBeInTheDocument();
  expect(panel.getByText('Costs a lot.')).toBeInTheDocument();
  // The rule speaks at its field at once, the missing name once it is tried.
  expect(screen.getByText('Needs a standby. Standby on.')).toBeInTheDocument();
  expect(screen.queryByText('A name is missing')).not.toBeInTheDocument();
  await waitFor(() =>
    expect(server.callsOf('POST', '/requests/preview').length).toBe(1),
  );
  await userEvent.click(await submitButton());
  expect(await screen.findByText('A name is missing')).toBeInTheDocument();
  expect(server.callsOf('POST', '/requests')).toHaveLength(0);
  await waitFor(() =>
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveFocus(),
  );
});

it('asks for several things together', async () => {
  const server = createFakeServer();
  renderPage(<NewRequestPage />, {
    server,
    at: '/?offering=postgresql&offering=redis&environment=production',
  });
  expect(await submitButton()).toHaveTextContent(
    'Request PostgreSQL and Redis in Production',
  );
  const redis = within(screen.getByRole('region', { name: 'Redis' }));
  await userEvent.type(redis.getByRole('textbox', { name: /^Name/ }), 'cache');
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Frankfurt (eu-central-1)' }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save as draft' }));
  await waitFor(() =>
    expect(server.callsOf('POST', '/requests')).toHaveLength(1),
  );
  expect(server.callsOf('POST', '/requests')[0].body).toMatchObject({
    submit: false,
    regions: ['eu-west-1', 'eu-central-1'],
    items: [
      { offering: 'postgresql' },
      { offering: 'redis', parameters: { name: 'cache' } },
    ],
  });
});

it('shows before and after of a change, and asks for nothing else', async () => {
  const service = aService();
  const server = createFakeServer({ services: [service] });
  renderPage(<NewRequestPage />, {
    server,
    at: `/?operation=scale&target=${encodeURIComponent(service.entityRef)}`,
  });
  expect(
    await screen.findByRole('heading', { name: 'Scale orders (PostgreSQL)' }),
  ).toBeInTheDocument();
  expect(screen.getByText('Nothing changes yet.')).toBeInTheDocument();
  const storage = screen.getByRole('textbox', { name: /^Storage/ });
  await userEvent.clear(storage);
  await userEvent.type(storage, '100');
  await userEvent.tab();
  expect(
    within(screen.getByRole('list', { name: 'What changes' })).getByRole(
      'listitem',
    ),
  ).toHaveTextContent('Storage in GiB: 20 → 100');
  await userEvent.click(
    screen.getByRole('button', {
      name: 'Request to scale PostgreSQL orders in Staging',
    }),
  );
  await waitFor(() =>
    expect(server.callsOf('POST', '/requests')).toHaveLength(1),
  );
  expect(server.callsOf('POST', '/requests')[0].body.items).toEqual([
    {
      offering: 'postgresql',
      operation: 'scale',
      targetRef: service.entityRef,
      parameters: { storage: 100 },
    },
  ]);
});

it('names what depends on what is to be removed, and wants its name typed', async () => {
  const service = aService();
  const server = createFakeServer({ services: [service] });
  server.answer(({ parts }) =>
    parts[2] === 'dependents'
      ? {
          body: {
            items: [{ entityRef: 'component:default/shop', title: 'Shop' }],
            hidden: 2,
          },
        }
      : undefined,
  );
  renderPage(<NewRequestPage />, {
    server,
    at: `/?operation=decommission&target=${encodeURIComponent(service.entityRef)}`,
  });
  expect(await screen.findByText(/3 things depend on it/)).toBeInTheDocument();
  expect(screen.getByText('Shop')).toBeInTheDocument();
  await userEvent.type(
    screen.getByRole('textbox', { name: /Type orders to confirm/ }),
    'orders',
  );
  await userEvent.click(
    screen.getByRole('button', { name: /^Request to remove .* from Staging/ }),
  );
  await waitFor(() =>
    expect(server.callsOf('POST', '/requests')).toHaveLength(1),
  );
  expect(server.callsOf('POST', '/requests')[0].body.items[0]).toMatchObject({
    operation: 'decommission',
    confirm: 'orders',
  });
});

it('says why it was refused, and keeps what was typed', async () => {
  const server = createFakeServer();
  server.answer(({ method, path }) =>
    method === 'POST' && path === '/requests'
      ? {
          status: 403,
          body: {
            error: { name: 'NotAllowedError', message: 'no' },
            verdicts: [],
            quotas: [
              {
                quota: 'databases',
                title: 'Databases',
                limit: 1,
                used: 1,
                pending: 0,
                asked: 1,
              },
            ],
          },
        }
      : undefined,
  );
  renderPage(<NewRequestPage />, { server, at: '/?offering=postgresql' });
  await userEvent.type(
    await screen.findByRole('textbox', { name: /^Name/ }),
    'orders',
  );
  await userEvent.click(await submitButton());
  expect(
    await screen.findByText(/The quota Databases has no room/),
  ).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue('orders');
});

it('sets a rule aside with a reason, for those who may', async () => {
  const server = createFakeServer({
    options: someOptions({ actions: ['create-request', 'override-policy'] }),
    preview: aPreview({
      complete: false,
      verdicts: [{ policy: 'r', result: 'deny', message: 'Not here.' }],
    }),
  });
  renderPage(<NewRequestPage />, { server, at: '/?offering=postgresql' });
  await userEvent.type(
    await screen.findByRole('textbox', { name: /^Set the rules aside/ }),
    'Agreed with operations',
  );
  await userEvent.click(await submitButton());
  await waitFor(() =>
    expect(server.callsOf('POST', '/requests')).toHaveLength(1),
  );
  expect(server.callsOf('POST', '/requests')[0].body.override).toEqual({
    reason: 'Agreed with operations',
  });
});

it('makes a new revision of what is under review, and notices that it changed', async () => {
  const server = createFakeServer({
    requests: [aRequest({ actions: ['update', 'withdraw'] })],
  });
  server.answer(({ method }) =>
    method === 'PATCH'
      ? {
          status: 412,
          body: { error: { name: 'PreconditionFailedError', message: 'x' } },
        }
      : undefined,
  );
  renderPage(<NewRequestPage />, { server, at: `/?request=${uuid(1)}` });
  expect(
    await screen.findByText(/Saving makes revision 2/),
  ).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'Save as revision 2' }),
  );
  expect(
    await screen.findByText('Somebody changed it in the meantime'),
  ).toBeInTheDocument();
  expect(
    server.callsOf('PATCH', `/requests/${uuid(1)}`)[0].headers.get('if-match'),
  ).toBe('"3"');
});

it('says so where a link names what is not offered', async () => {
  renderPage(<NewRequestPage />, {
    server: createFakeServer(),
    at: '/?offering=mainframe',
  });
  expect(
    await screen.findByRole('link', { name: 'See what is offered' }),
  ).toHaveAttribute('href', '/service-requests/catalogue');
});

it('lets whoever may ask for anybody choose any owner, and wants one', async () => {
  const server = createFakeServer({
    options: someOptions({ ownersOpen: true }),
  });
  renderPage(<NewRequestPage />, { server, at: '/?offering=postgresql' });
  await userEvent.type(
    await screen.findByRole('textbox', { name: /^Name/ }),
    'orders',
  );
  await userEvent.click(
    screen.getByRole('button', { name: `Remove ${RESEARCH}` }),
  );
  expect(await screen.findByText('Choose whose it will be.')).toBeVisible();
  await userEvent.click(await submitButton());
  expect(server.callsOf('POST', '/requests')).toEqual([]);
  await userEvent.type(
    screen.getByRole('combobox', { name: 'Owner' }),
    'payments',
  );
  await userEvent.click(
    await screen.findByRole('option', { name: /payments/ }),
  );
  await userEvent.click(await submitButton());
  await waitFor(() =>
    expect(server.callsOf('POST', '/requests')).toHaveLength(1),
  );
  const [call] = server.callsOf('POST', '/requests');
  expect(call.body.owner).toBe('group:default/payments');
});
