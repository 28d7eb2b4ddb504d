import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aResource,
  aSite,
  inventoryServer,
} from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { Administration } from '../admin/Administration';

jest.setTimeout(30_000);

const microscope = aResource('microscope');
const day = 86_400_000;
const fromNow = (days: number) =>
  new Date(Date.now() + days * day).toISOString();

function aGrant(change: Partial<AccessGrant> = {}): AccessGrant {
  return {
    id: '00000000-0000-4000-8000-00000000a001',
    version: 4,
    createdAt: fromNow(-1),
    updatedAt: fromNow(-1),
    subjectRef: 'user:default/visitor',
    siteRef: microscope.siteRef,
    siteTitle: 'Campus',
    resourceRef: microscope.entityRef,
    resourceTitle: 'Microscope',
    from: fromNow(-1),
    until: fromNow(2),
    grantedBy: 'user:default/site-admin-campus',
    status: 'active',
    actions: ['update', 'revoke'],
    ...change,
  };
}

const visitor = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'visitor', namespace: 'default' },
  spec: {},
};

async function open(
  grants: AccessGrant[],
  routes: Parameters<typeof inventoryServer>[1] = {},
) {
  const server = inventoryServer(
    { sites: [aSite()], resources: [microscope] },
    {
      'GET /access-grants': () => ({ body: { items: grants } }),
      ...routes,
    },
  );
  await renderReservations(<Administration />, {
    server,
    entities: [visitor],
    path: '/?section=access',
  });
  return server;
}

describe('access grants', () => {
  it('are listed with what counts now; what is over is one click away', async () => {
    await open([
      aGrant({
        id: '00000000-0000-4000-8000-00000000a002',
        status: 'revoked',
        subjectRef: 'user:default/former',
        actions: [],
      }),
      aGrant({ reason: 'Calibration' }),
    ]);
    const list = await screen.findByRole('list', { name: 'Access grants' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(list).toHaveTextContent(
      /visitor.*Microscope, Campus.*“Calibration”/,
    );
    expect(list).toHaveTextContent(/Active/);
    expect(list).toHaveTextContent(/given by site-admin-campus/);
    await userEvent.click(
      screen.getByRole('switch', { name: 'Also those that are over (1)' }),
    );
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
    expect(list).toHaveTextContent(/former/);
    expect(
      within(list).getAllByRole('button', { name: 'Revoke' }),
    ).toHaveLength(1);
  });

  it.each([
    ['system', 'Callboard'],
    ['external:ci-pipeline', 'ci-pipeline'],
    ['ci-pipeline', 'ci-pipeline'],
  ])(
    'given by %s, which no catalog has, are listed like the others',
    async (grantedBy, name) => {
      await open([aGrant({ grantedBy })]);
      const list = await screen.findByRole('list', { name: 'Access grants' });
      expect(list).toHaveTextContent(`given by ${name}`);
    },
  );

  it('are given to a person, for one resource and two days, from now on', async () => {
    const server = await open([], {
      'POST /access-grants': ({ body }) => ({
        status: 201,
        body: { ...aGrant(), ...(body as object) },
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Give access' }),
    );
    const form = await screen.findByRole('dialog', { name: 'Give access' });
    const submit = () => within(form).getByRole('button', { name: /^Give/ });
    await userEvent.click(submit());
    expect(
      within(form).getByText('Choose a person or group.'),
    ).toBeInTheDocument();
    await userEvent.type(
      within(form).getByRole('combobox', { name: 'Add to Who' }),
      'vis',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /visitor/ }),
    );
    await userEvent.click(
      within(form).getByRole('button', { name: /The whole site/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'microscope' }),
    );
    await userEvent.click(within(form).getByRole('button', { name: '2 d' }));
    expect(submit()).toHaveTextContent('Give access to microscope for 2 d');
    await userEvent.click(submit());
    await waitFor(() =>
      expect(server.requests('POST', '/access-grants')).toHaveLength(1),
    );
    const [{ body, headers }] = server.requests('POST', '/access-grants');
    expect(body).toMatchObject({
      subjectRef: 'user:default/visitor',
      siteRef: microscope.siteRef,
      resourceRef: microscope.entityRef,
    });
    // Now is the server's to say.
    expect(body).not.toHaveProperty('from');
    expect(headers.get('idempotency-key')).toBeTruthy();
  });

  it('are revoked after a question with what is booked, which can then be cancelled', async () => {
    const booking = {
      id: '00000000-0000-4000-8000-00000000b001',
      version: 1,
      title: 'Imaging',
      status: 'confirmed',
      owner: 'user:default/visitor',
      resourceRefs: [microscope.entityRef],
      start: fromNow(1),
      end: fromNow(1.1),
      actions: ['cancel'],
    };
    const server = await open([aGrant()], {
      'GET /bookings': () => ({ body: { items: [booking] } }),
      'GET /bookings/:id': () => ({ body: booking }),
      'POST /access-grants/:id/revoke': () => ({
        body: aGrant({ status: 'revoked', affectedBookings: [booking.id] }),
      }),
      'POST /bookings/:id/cancel': () => ({
        body: { ...booking, status: 'cancelled' },
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revoke' }),
    );
    const question = await screen.findByRole('dialog', {
      name: 'Revoke the access of visitor to Microscope?',
    });
    expect(
      await within(question).findByRole('list', { name: 'Affected bookings' }),
    ).toHaveTextContent('Imaging');
    const [asked] = server.requests('GET', '/bookings');
    expect(asked.query.getAll('owner')).toEqual(['user:default/visitor']);
    expect(asked.query.getAll('resource')).toEqual([microscope.entityRef]);
    await userEvent.click(
      within(question).getByRole('button', { name: 'Revoke access' }),
    );
    const left = await screen.findByRole('dialog', {
      name: 'Revoked the access of visitor to Microscope',
    });
    await userEvent.click(
      await within(left).findByRole('button', {
        name: 'Cancel booking: Imaging',
      }),
    );
    await waitFor(() =>
      expect(
        server.requests('POST', `/bookings/${booking.id}/cancel`),
      ).toHaveLength(1),
    );
  });

  it('end later with one click, in the version that was seen', async () => {
    const grant = aGrant();
    const server = await open([grant], {
      'PATCH /access-grants/:id': ({ body }) => ({
        body: { ...grant, ...(body as object) },
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change end' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Access of visitor to Microscope',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: '+ 7 d' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Save end' }),
    );
    await waitFor(() =>
      expect(
        server.requests('PATCH', `/access-grants/${grant.id}`),
      ).toHaveLength(1),
    );
    const [{ body, headers }] = server.requests(
      'PATCH',
      `/access-grants/${grant.id}`,
    );
    expect(Date.parse((body as { until: string }).until)).toBe(
      Date.parse(grant.until) + 7 * day,
    );
    expect(headers.get('if-match')).toBe('"4"');
  });
});
