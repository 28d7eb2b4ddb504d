import {
  reservationsCommitmentsReadPermission,
  reservationsPersonOffboardPermission,
} from '@callboard/backstage-plugin-reservations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { inventoryServer } from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { Administration } from '../admin/Administration';

jest.setTimeout(40_000);

const PERSON = 'user:default/leaver';
const aBooking = (id: string, title: string) => ({
  id,
  title,
  owner: PERSON,
  bookedBy: PERSON,
  start: '2030-01-01T09:00:00.000Z',
  end: '2030-01-01T10:00:00.000Z',
  status: 'confirmed',
  resourceRefs: ['resource:default/server'],
});
const commitments = {
  person: PERSON,
  inCatalog: false,
  bookings: [aBooking('b1', 'Release'), aBooking('b2', 'Rehearsal')],
  participations: [],
  approvals: [],
  memberships: [],
  grants: [],
  resources: [],
  keys: [{ id: 'k1', title: 'Laptop', fingerprint: 'SHA256:of-laptop' }],
  feedTokens: [],
  truncated: false,
};

const path = (end: string) => `/people/${encodeURIComponent(PERSON)}/${end}`;

it('is done by item, after the name is typed, and reported', async () => {
  const server = inventoryServer(
    {},
    {
      'GET /access-grants': () => ({ body: { items: [] } }),
      'GET /departed': () => ({
        body: {
          doubtful: false,
          items: [
            {
              ref: PERSON,
              bookings: 2,
              memberships: 0,
              grants: 0,
              resources: 0,
              keys: 1,
              feedTokens: 0,
            },
          ],
        },
      }),
      'GET /people/:ref/commitments': () => ({ body: commitments }),
      'POST /people/:ref/offboard': () => ({
        body: {
          results: [
            { kind: 'booking', id: 'b1', outcome: 'cancelled' },
            {
              kind: 'booking',
              id: 'b2',
              outcome: 'failed',
              message: 'It has ended meanwhile.',
            },
            { kind: 'key', id: 'k1', outcome: 'removed' },
          ],
        },
      }),
    },
  );
  await renderReservations(<Administration />, {
    server,
    granted: [
      reservationsCommitmentsReadPermission.name,
      reservationsPersonOffboardPermission.name,
    ],
    path: '/?section=leaving',
  });
  expect(
    await screen.findByRole('list', { name: 'No longer in the catalog' }),
  ).toHaveTextContent('2 bookings · 1 SSH key');
  await userEvent.click(
    screen.getByRole('button', { name: `Look at ${PERSON}` }),
  );
  await userEvent.click(
    await screen.findByRole('button', { name: /What becomes of them/ }),
  );
  await userEvent.click(await screen.findByRole('option', { name: 'Cancel' }));
  await userEvent.click(
    screen.getByRole('button', { name: 'Review and confirm' }),
  );
  const question = await screen.findByRole('dialog', {
    name: 'Let leaver leave?',
  });
  expect(question).toHaveTextContent('Cancel 2 bookings');
  expect(question).toHaveTextContent('Remove 1 SSH key');
  const confirm = within(question).getByRole('button', { name: 'Do it' });
  await userEvent.click(confirm);
  expect(question).toHaveTextContent('This must say leaver.');
  expect(server.requests('POST', path('offboard'))).toEqual([]);
  await userEvent.type(
    within(question).getByLabelText('Type leaver to confirm'),
    'leaver',
  );
  await userEvent.click(confirm);

  expect(await screen.findByRole('list', { name: 'Failed' })).toHaveTextContent(
    'Booking: RehearsalIt has ended meanwhile.',
  );
  expect(screen.getByRole('list', { name: 'Cancelled' })).toHaveTextContent(
    'Booking: Release',
  );
  expect(screen.getByRole('list', { name: 'Removed' })).toHaveTextContent(
    'SSH key: Laptop',
  );
  await waitFor(() =>
    expect(server.requests('POST', path('offboard'))).toHaveLength(1),
  );
  expect(server.requests('POST', path('offboard'))[0].body).toEqual({
    bookings: [
      { id: 'b1', action: 'cancel' },
      { id: 'b2', action: 'cancel' },
    ],
    keys: 'remove',
  });
});

it('lists what is handed over or ended elsewhere', async () => {
  const nothing = { ...commitments, bookings: [], keys: [] };
  const aRequest = (id: string, title: string, status: string) => ({
    id,
    title,
    status,
    owner: 'group:default/platform-team',
  });
  const server = inventoryServer(
    {},
    {
      'GET /access-grants': () => ({ body: { items: [] } }),
      'GET /departed': () => ({ body: { doubtful: false, items: [] } }),
      'GET /people/:ref/commitments': () => ({ body: nothing }),
    },
  );
  await renderReservations(<Administration />, {
    server,
    granted: [reservationsCommitmentsReadPermission.name],
    path: `/?section=leaving&person=${PERSON}`,
    elsewhere: {
      'webhooks/endpoints': { items: [] },
      'service-requests/requests': {
        items: [
          aRequest('r1', 'A database for orders', 'in_review'),
          aRequest('r2', 'What is ready is over', 'ready'),
        ],
      },
      'service-requests/services': {
        items: [{ id: 's1', name: 'orders', environment: 'staging' }],
      },
    },
  });

  const requests = await screen.findByRole('region', {
    name: '1 open request for services',
  });
  expect(requests).toHaveTextContent('A database for orders');
  expect(
    screen.getByRole('region', { name: '1 service in their name' }),
  ).toHaveTextContent('orders');
});
