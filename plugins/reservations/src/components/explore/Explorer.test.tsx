import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aResource,
  anAvailability,
  aType,
  inventoryServer,
} from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { Explorer } from './Explorer';

jest.setTimeout(30_000);

const hour = 3_600_000;
const from = (hours: number) =>
  new Date(Date.now() + hours * hour).toISOString();

const cluster = aResource('GPU-cluster-1', {
  attributes: { memory: '640 GB' },
});
const node = aResource('node-1', { parentRef: cluster.entityRef });
const microscope = aResource('microscope', {
  type: 'microscope',
  actions: [],
  status: 'maintenance',
});
const resources = [cluster, node, microscope];

function server() {
  return inventoryServer({
    resources,
    types: [aType(), aType({ name: 'microscope', title: 'Microscope' })],
    availability: [
      anAvailability(cluster, {
        busy: [{ start: from(-1), end: from(2), units: 1 }],
        free: [{ start: from(2), end: from(40), units: 1 }],
      }),
      anAvailability(node, {
        free: [{ start: from(-1), end: from(60), units: 1 }],
      }),
      anAvailability(microscope),
    ],
  });
}

const cards = () =>
  screen
    .getAllByRole('listitem')
    .map(card => within(card).getAllByRole('button')[0].textContent);

test('lists what there is, with what is free now, and Book where allowed', async () => {
  await renderReservations(<Explorer />, { server: server() });
  await screen.findByText('3 resources');
  expect(cards()).toEqual(['GPU cluster 1', 'microscope', 'node 1']);
  expect(
    await screen.findByText('Free now', { selector: 'span' }),
  ).toBeInTheDocument();
  expect(screen.getByText(/^Taken until/)).toBeInTheDocument();
  const [, ofMicroscope] = screen.getAllByRole('listitem');
  expect(within(ofMicroscope).getByText('Maintenance')).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Book node 1' }),
  ).toBeInTheDocument();
  expect(
    screen.queryByRole('button', { name: 'Book microscope' }),
  ).not.toBeInTheDocument();
});

test('filters combine, and can be taken away again', async () => {
  const user = userEvent.setup();
  await renderReservations(<Explorer />, {
    server: server(),
    path: '/?type=gpu-cluster&free=now',
  });
  expect(await screen.findByText('1 of 3 resources')).toBeInTheDocument();
  expect(cards()).toEqual(['node 1']);
  await user.type(screen.getByRole('searchbox'), '640');
  expect(
    await screen.findByText('Nothing matches these filters'),
  ).toBeInTheDocument();
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]);
  expect(await screen.findByText('3 resources')).toBeInTheDocument();
});

test('as a tree it keeps the way to a match', async () => {
  await renderReservations(<Explorer />, {
    server: server(),
    path: '/?view=tree&q=node',
  });
  const tree = await screen.findByRole('treegrid');
  expect(
    within(tree)
      .getAllByRole('row')
      .map(row => [
        row.getAttribute('aria-level'),
        within(row).getAllByRole('button').at(0)?.getAttribute('aria-label') ??
          within(row).getAllByRole('button')[0].textContent,
      ]),
  ).toEqual([
    ['1', 'Close GPU cluster 1'],
    ['2', 'node 1'],
  ]);
});

test('the details of one resource show facts and hierarchy', async () => {
  await renderReservations(<Explorer />, {
    server: server(),
    path: `/?details=${cluster.entityRef}`,
  });
  const panel = await screen.findByRole('dialog');
  expect(await within(panel).findByText('640 GB')).toBeInTheDocument();
  const parts = await within(panel).findByRole('list', { name: 'Parts' });
  expect(
    within(parts).getByRole('button', { name: 'node 1' }),
  ).toBeInTheDocument();
  await waitFor(() =>
    expect(
      within(panel).getByRole('link', { name: 'Show on the calendar' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(
        `/reservations/calendar?resource=${encodeURIComponent(cluster.entityRef)}`,
      ),
    ),
  );
});

test('says what failed, and tries again', async () => {
  const user = userEvent.setup();
  const failing = inventoryServer(
    {},
    {
      'GET /resources': () => ({
        status: 403,
        body: { error: { name: 'NotAllowedError', message: 'No' } },
      }),
    },
  );
  await renderReservations(<Explorer />, { server: failing });
  const alert = await screen.findByRole('alert');
  failing.routes['GET /resources'] = () => ({ body: { items: [] } });
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No resources here yet')).toBeInTheDocument();
});
