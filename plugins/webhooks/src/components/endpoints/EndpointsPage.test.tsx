import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aDelivery,
  anAttempt,
  anEndpoint,
  CAMPUS,
  GPU,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer, SECRET } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { EndpointsPage } from './EndpointsPage';

const URL_FIELD = 'URL of the receiver';

async function fillIn() {
  await userEvent.type(
    await screen.findByRole('textbox', { name: URL_FIELD }),
    'https://hooks.example.com/switch',
  );
  await userEvent.click(
    await screen.findByRole('checkbox', { name: /Booking started/ }),
  );
}

async function menu(title: string, item: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `More for ${title}` }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

describe('a new endpoint', () => {
  it('is created for the resource a link names, and shows its secret once', async () => {
    const server = createFakeServer();
    renderPage(<EndpointsPage />, {
      server,
      at: `/?form=new&scope=resource&ref=${GPU}`,
    });
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: 'Send 1 event to hooks.example.com' }),
    );

    const secret = within(
      await screen.findByRole('dialog', {
        name: 'Secret of hooks.example.com',
      }),
    );
    expect(secret.getByText(SECRET)).toBeInTheDocument();
    expect(secret.getByText(/will not be shown again/)).toBeInTheDocument();
    const [created] = server.callsOf('POST', '/endpoints');
    expect(created.body).toEqual({
      url: 'https://hooks.example.com/switch',
      eventTypes: ['booking.started'],
      scope: { kind: 'resource', ref: GPU },
      headers: {},
      includePersonalData: false,
      profile: 'standard',
    });
    expect(created.headers.get('idempotency-key')).toBeTruthy();

    await userEvent.click(
      secret.getByRole('button', { name: 'I have stored it' }),
    );
    await waitFor(() =>
      expect(screen.queryByText(SECRET)).not.toBeInTheDocument(),
    );
    expect(
      await screen.findByRole('button', { name: 'hooks.example.com' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(SECRET)).not.toBeInTheDocument();
  });

  it('is not sent while a field is wrong, and says so at the field', async () => {
    const server = createFakeServer();
    renderPage(<EndpointsPage />, { server, at: '/?form=new' });
    const url = await screen.findByRole('textbox', { name: URL_FIELD });
    await userEvent.type(url, 'ftp://x');
    expect(
      await screen.findByText(/A full address, beginning with https/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Create the endpoint' }),
    );
    expect(
      await screen.findByText('Choose at least one event'),
    ).toBeInTheDocument();
    expect(screen.getByText('Choose the site')).toBeInTheDocument();
    expect(server.callsOf('POST', '/endpoints')).toHaveLength(0);
  });

  it('shows what the server refuses at the field', async () => {
    const server = createFakeServer();
    server.answer(({ method, path }) =>
      method === 'POST' && path === '/endpoints'
        ? {
            status: 400,
            body: {
              error: { name: 'InputError', message: 'Invalid' },
              fields: [
                { field: 'url', message: 'This address is not allowed' },
              ],
            },
          }
        : undefined,
    );
    renderPage(<EndpointsPage />, {
      server,
      at: `/?form=new&scope=site&ref=${CAMPUS}`,
    });
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: /^Send 1 event to/ }),
    );
    expect(
      await screen.findByText('This address is not allowed'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('textbox', { name: URL_FIELD }),
    ).toHaveAccessibleDescription(/This address is not allowed/);
    expect(screen.getByText('Look at the marked fields.')).toBeInTheDocument();
  });

  it('of an older receiver keeps the secret that it has', async () => {
    const server = createFakeServer();
    const { toasts } = renderPage(<EndpointsPage />, {
      server,
      at: `/?form=new&scope=site&ref=${CAMPUS}`,
    });
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: /^Headers, personal data/ }),
    );
    await userEvent.click(
      screen.getByRole('radio', { name: 'Older receiver: flat body' }),
    );
    expect(
      screen.getByRole('switch', { name: 'Include personal data' }),
    ).toBeChecked();
    await userEvent.type(
      screen.getByLabelText('Secret that the receiver has'),
      'old-secret-1',
    );
    await userEvent.click(
      screen.getByRole('button', { name: /^Send 1 event to/ }),
    );
    await waitFor(() => expect(toasts).toHaveLength(1));
    expect(server.callsOf('POST', '/endpoints')[0].body).toMatchObject({
      profile: 'legacy-flat',
      legacySecret: 'old-secret-1',
    });
    expect(
      screen.queryByRole('dialog', { name: /^Secret of/ }),
    ).not.toBeInTheDocument();
  });

  it('offers only what the caller may choose', async () => {
    const server = createFakeServer({
      createIn: { everywhere: false, siteRefs: [CAMPUS] },
    });
    renderPage(<EndpointsPage />, { server, at: '/?form=new' });
    await userEvent.click(
      await screen.findByRole('button', { name: /One site/ }),
    );
    const options = within(await screen.findByRole('listbox'));
    expect(
      options.getAllByRole('option').map(option => option.textContent),
    ).toEqual([
      'One site',
      'One type of resource',
      'One resource, with its parts',
    ]);
  });
});

describe('an endpoint', () => {
  it('is changed by what differs only, and over nobody else’s version', async () => {
    const server = createFakeServer({
      endpoints: [anEndpoint({ headers: { Authorization: '•••' } })],
    });
    renderPage(<EndpointsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: 'switch-port' }),
    );
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Switch');
    await userEvent.click(screen.getByRole('button', { name: 'Save Switch' }));
    await waitFor(() =>
      expect(server.callsOf('PATCH', `/endpoints/${uuid(1)}`)).toHaveLength(1),
    );
    const [call] = server.callsOf('PATCH', `/endpoints/${uuid(1)}`);
    expect(call.body).toEqual({ title: 'Switch' });
    expect(call.headers.get('if-match')).toBe('"3"');
  });

  it('offers the other version when somebody was faster', async () => {
    const server = createFakeServer({ endpoints: [anEndpoint()] });
    server.answer(({ method }) =>
      method === 'PATCH'
        ? { status: 412, body: { error: { name: 'PreconditionFailed' } } }
        : undefined,
    );
    renderPage(<EndpointsPage />, { server, at: `/?form=${uuid(1)}` });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Name' }),
      ' 2',
    );
    server.endpoints[0] = anEndpoint({ title: 'theirs', version: 4 });
    await userEvent.click(
      screen.getByRole('button', { name: 'Save switch-port 2' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Load their version' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue(
        'theirs',
      ),
    );
  });

  it('is only shown to who may not change it', async () => {
    const server = createFakeServer({
      endpoints: [anEndpoint({ actions: [] })],
    });
    renderPage(<EndpointsPage />, { server, at: `/?form=${uuid(1)}` });
    expect(
      await screen.findByRole('textbox', { name: URL_FIELD }),
    ).toBeDisabled();
    expect(
      screen.queryByRole('button', { name: /^Save/ }),
    ).not.toBeInTheDocument();
  });

  it('is deleted after a question that names it and what waits', async () => {
    const server = createFakeServer({
      endpoints: [anEndpoint({ queue: { pending: 12, dead: 0 } })],
    });
    renderPage(<EndpointsPage />, { server });
    await menu('switch-port', 'Delete…');
    const question = within(
      await screen.findByRole('dialog', { name: 'Delete switch-port?' }),
    );
    expect(
      question.getByText('12 deliveries that are on their way are given up.'),
    ).toBeInTheDocument();
    expect(question.getByText(/stays in the log/)).toBeInTheDocument();
    await userEvent.click(
      question.getByRole('button', { name: 'Delete the endpoint' }),
    );
    await waitFor(() => expect(server.endpoints).toHaveLength(0));
  });

  it('is paused and resumed', async () => {
    const server = createFakeServer({ endpoints: [anEndpoint()] });
    renderPage(<EndpointsPage />, { server });
    await menu('switch-port', 'Pause');
    expect(await screen.findByText('Paused')).toBeInTheDocument();
    await menu('switch-port', 'Resume');
    expect(await screen.findByText('Well')).toBeInTheDocument();
  });

  it('gets a new secret, shown once, and says how long the old one holds', async () => {
    const server = createFakeServer({ endpoints: [anEndpoint()] });
    renderPage(<EndpointsPage />, { server });
    await menu('switch-port', 'New secret…');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Make a new secret' }),
    );
    const shown = within(
      await screen.findByRole('dialog', { name: 'Secret of switch-port' }),
    );
    expect(shown.getByText(SECRET)).toBeInTheDocument();
    expect(
      shown.getByText(/The old secret signs too until/),
    ).toBeInTheDocument();
    expect(
      server.callsOf('POST', `/endpoints/${uuid(1)}/rotate-secret`)[0].body,
    ).toEqual({ overlapHours: 24 });
  });

  it('is tried, and what came of it is shown', async () => {
    const server = createFakeServer({
      endpoints: [anEndpoint()],
      attempts: { [uuid(190)]: [anAttempt({ trigger: 'test' })] },
    });
    renderPage(<EndpointsPage />, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Send a test: switch-port' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Send the example' }),
    );
    const result = within(
      await screen.findByRole('region', { name: 'What came of it' }),
    );
    expect(result.getByText('200 Delivered')).toBeInTheDocument();
    expect(await result.findByText('port 14 is up')).toBeInTheDocument();
    expect(result.getByText(/0\.21 s · test/)).toBeInTheDocument();
    expect(
      server.callsOf('POST', `/endpoints/${uuid(1)}/test`)[0].body,
    ).toEqual({ eventType: 'booking.started' });
  });

  it('is sent again what was given up', async () => {
    const server = createFakeServer({
      endpoints: [anEndpoint({ queue: { pending: 0, dead: 7 } })],
      deliveries: [aDelivery({ status: 'dead' })],
    });
    const { toasts } = renderPage(<EndpointsPage />, { server });
    await menu('switch-port', 'Replay…');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Send 7 again' }),
    );
    await waitFor(() => expect(toasts).toHaveLength(1));
    expect(
      server.callsOf('POST', `/endpoints/${uuid(1)}/replay`)[0].body,
    ).toEqual({ status: 'dead' });
    expect(toasts[0].title).toBe('7 deliveries are sent to switch-port');
  });
});
