import { screen, within } from '@testing-library/react';
import {
  aHealth,
  anEndpoint,
  minutesAgo,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { OverviewPage } from './OverviewPage';

const named = (number: number, title: string) =>
  anEndpoint({ id: uuid(number), title });

it('says in a word that all is well', async () => {
  const server = createFakeServer({
    endpoints: [named(1, 'switch-port'), named(2, 'door'), named(3, 'chat')],
  });
  renderPage(<OverviewPage />, { server });
  expect(
    await screen.findByRole('heading', { name: 'All 3 integrations are well' }),
  ).toBeInTheDocument();
  expect(
    screen.queryByRole('list', { name: 'Integrations that fail' }),
  ).not.toBeInTheDocument();
});

it('says which fail, since when and why, with the way to their log', async () => {
  const server = createFakeServer({
    endpoints: [
      named(1, 'switch-port'),
      anEndpoint({
        id: uuid(2),
        title: 'door',
        failingSince: minutesAgo(120),
        health: aHealth({ lastError: '503 Service Unavailable' }),
      }),
      anEndpoint({ id: uuid(3), title: 'chat', status: 'disabled' }),
    ],
  });
  renderPage(<OverviewPage />, { server });
  expect(
    await screen.findByRole('heading', {
      name: /^2 of 3 integrations fail, the first since .* \(2 h\)$/,
    }),
  ).toBeInTheDocument();
  const failing = within(
    screen.getByRole('list', { name: 'Integrations that fail' }),
  );
  expect(failing.getByText('503 Service Unavailable')).toBeInTheDocument();
  expect(
    failing.getByRole('link', { name: 'See its log: door' }),
  ).toHaveAttribute('href', `/webhooks/log?endpoint=${uuid(2)}`);
  const rows = within(
    await screen.findByRole('list', { name: 'Health of each endpoint' }),
  ).getAllByRole('listitem');
  expect(
    rows.map(row => within(row).getAllByRole('link')[0].textContent),
  ).toEqual(['door', 'chat', 'switch-port']);
});

it('shows health as numbers and as a picture that can be read out', async () => {
  const server = createFakeServer({
    endpoints: [anEndpoint({ queue: { pending: 3, dead: 12 } })],
  });
  renderPage(<OverviewPage />, { server });
  const row = within(
    await screen.findByRole('list', { name: 'Health of each endpoint' }),
  );
  expect(row.getByText('99.2 %')).toBeInTheDocument();
  expect(row.getByText('41 ms / 0.21 s')).toBeInTheDocument();
  expect(
    row.getByRole('img', {
      name: /^Last 24 hours: 99 attempts arrived, 1 failed\. Most failed around/,
    }),
  ).toBeInTheDocument();
  expect(row.getByRole('link', { name: '12 given up' })).toHaveAttribute(
    'href',
    `/webhooks/log?endpoint=${uuid(1)}&status=dead`,
  );
});

it('offers the first endpoint to who may create one, and not to others', async () => {
  const first = renderPage(<OverviewPage />, { server: createFakeServer() });
  expect(
    await screen.findByRole('link', { name: 'Create the first endpoint' }),
  ).toHaveAttribute('href', '/webhooks/endpoints?form=new');
  first.unmount();

  renderPage(<OverviewPage />, {
    server: createFakeServer({
      createIn: { everywhere: false, siteRefs: [] },
    }),
  });
  expect(
    await screen.findByText('No integrations that you may see'),
  ).toBeInTheDocument();
  expect(
    screen.queryByRole('link', { name: 'Create the first endpoint' }),
  ).not.toBeInTheDocument();
});

it('says what could not be loaded, with the id of the request', async () => {
  const server = createFakeServer();
  server.answer(({ path }) =>
    path === '/dashboard'
      ? { status: 403, body: { error: { name: 'NotAllowedError' } } }
      : undefined,
  );
  renderPage(<OverviewPage />, { server });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /could not be loaded.*Request id: req-42/,
  );
});
