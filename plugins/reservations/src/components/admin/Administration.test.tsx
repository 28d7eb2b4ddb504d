import { reservationsSiteCreatePermission } from '@callboard/backstage-plugin-reservations-common';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aResource,
  aSite,
  inventoryServer,
} from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { Administration } from './Administration';

// A form has many fields, and the machine may be busy.
jest.setTimeout(30_000);

const granted = [reservationsSiteCreatePermission.name];

const refused = (status: number, more: object = {}, message = 'No') => ({
  status,
  body: { error: { name: 'Error', message }, ...more },
});

describe('sites', () => {
  it('proposes the name, checks while typing, and shows what the server says', async () => {
    const user = userEvent.setup();
    const server = inventoryServer(
      {},
      {
        'POST /sites': () =>
          refused(400, {
            fields: [{ field: 'name', message: 'Another site has this name' }],
          }),
      },
    );
    await renderReservations(<Administration />, {
      server,
      granted,
    });
    await user.click(await screen.findByRole('button', { name: 'New site' }));
    const title = await screen.findByRole('textbox', { name: /^Title/ });
    await user.type(title, 'Città lab');
    const name = screen.getByRole('textbox', { name: /^Name/ });
    expect(name).toHaveValue('citta-lab');
    await user.clear(name);
    await user.type(name, 'not a name');
    expect(screen.getByText(/Letters and digits, joined/)).toBeInTheDocument();
    await user.clear(name);
    await user.type(name, 'campus');
    await user.click(screen.getByRole('button', { name: 'Create Città lab' }));
    expect(
      await screen.findByText('Another site has this name'),
    ).toBeInTheDocument();
    expect(server.requests('POST', '/sites')[0].body).toMatchObject({
      title: 'Città lab',
      name: 'campus',
      visibility: 'public',
    });
  });

  it('sends only what changed, and offers the other version on 412', async () => {
    const user = userEvent.setup();
    const site = aSite();
    let title = 'Campus';
    const server = inventoryServer(
      {},
      {
        'GET /sites/:id': () => ({ body: { ...site, title } }),
        'PATCH /sites/:id': () => refused(412),
      },
    );
    await renderReservations(<Administration />, { server, granted });
    await user.click(
      await screen.findByRole('button', { name: 'Edit Campus' }),
    );
    const field = await screen.findByRole('textbox', { name: /^Title/ });
    await user.type(field, ' north');
    title = 'Campus south';
    await user.click(screen.getByRole('button', { name: 'Save Campus north' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Somebody else changed this');
    const [patch] = server.requests('PATCH', `/sites/${site.id}`);
    expect(patch.body).toEqual({ title: 'Campus north' });
    expect(patch.headers.get('If-Match')).toBe('"3"');
    await user.click(
      within(alert).getByRole('button', { name: 'Load their version' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /^Title/ })).toHaveValue(
        'Campus south',
      ),
    );
  });
});

describe('types', () => {
  it('a type in use is not deleted, and says by what it is used', async () => {
    const user = userEvent.setup();
    const server = inventoryServer({ resources: [aResource('gpu-1')] });
    await renderReservations(<Administration />, {
      server,
      granted,
      path: '/?section=types',
    });
    await user.click(
      await screen.findByRole('button', { name: 'Delete: GPU cluster' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(/cannot be deleted while 1 resource/),
    ).toHaveTextContent('gpu 1');
    expect(
      within(dialog).queryByRole('button', { name: 'Delete type' }),
    ).not.toBeInTheDocument();
  });
});

describe('moving resources', () => {
  const cluster = aResource('cluster');
  const node = aResource('node', { parentRef: cluster.entityRef });
  const rack = aResource('rack');
  const resources = [cluster, node, rack];
  const conflict = {
    conflicts: [
      {
        resourceRef: rack.entityRef,
        start: '2027-03-16T09:00:00.000Z',
        end: '2027-03-16T12:00:00.000Z',
        kind: 'booking',
      },
    ],
  };
  const row = (name: string) =>
    screen.getByRole('row', { name: new RegExp(`^(Open |Close )?${name}`) });

  async function show(answer: () => { status?: number; body?: unknown }) {
    const server = inventoryServer(
      { resources },
      { 'PATCH /resources/:id': answer },
    );
    await renderReservations(<Administration />, {
      server,
      granted,
      path: '/?section=resources',
    });
    await screen.findByRole('treegrid');
    return { server, user: userEvent.setup() };
  }

  it('springs back with the sentence and the bookings that do not fit', async () => {
    const { server, user } = await show(() =>
      refused(409, conflict, 'Bookings would no longer fit'),
    );
    await user.click(screen.getByRole('button', { name: 'Move node' }));
    await user.click(
      await screen.findByRole('combobox', { name: /Make it part of/ }),
    );
    await user.click(await screen.findByRole('option', { name: /rack/ }));
    await user.click(screen.getByRole('button', { name: 'Move' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('node stays where it was');
    expect(alert).toHaveTextContent('Bookings would no longer fit');
    expect(alert).toHaveTextContent(/rack is taken Tue 16 Mar/);
    expect(server.requests('PATCH', `/resources/${node.id}`)[0].body).toEqual({
      parentRef: rack.entityRef,
    });
    expect(row('node')).toHaveAttribute('aria-level', '2');
  });

  it('moves what is dragged onto another', async () => {
    const { server } = await show(() => ({
      body: { ...rack, parentRef: cluster.entityRef },
    }));
    const dataTransfer = { setData: jest.fn() };
    fireEvent.dragStart(row('rack'), { dataTransfer });
    fireEvent.dragOver(row('cluster'), { dataTransfer });
    expect(row('cluster')).toHaveAttribute('data-drop', 'ok');
    fireEvent.drop(row('cluster'), { dataTransfer });
    await waitFor(() =>
      expect(server.requests('PATCH', `/resources/${rack.id}`)).toHaveLength(1),
    );
    expect(server.requests('PATCH', `/resources/${rack.id}`)[0].body).toEqual({
      parentRef: cluster.entityRef,
    });
  });

  it('does not ask the server what it can see for itself', async () => {
    const { server } = await show(() => refused(500));
    const dataTransfer = { setData: jest.fn() };
    fireEvent.dragStart(row('cluster'), { dataTransfer });
    fireEvent.dragOver(row('node'), { dataTransfer });
    expect(row('node')).toHaveAttribute('data-drop', 'cycle');
    fireEvent.drop(row('node'), { dataTransfer });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'node is itself a part of cluster',
    );
    expect(server.requests('PATCH', `/resources/${cluster.id}`)).toEqual([]);
  });

  it('walks the tree with the keyboard', async () => {
    const { user } = await show(() => refused(500));
    act(() => row('cluster').focus());
    await user.keyboard('{ArrowDown}');
    expect(row('node')).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(row('cluster')).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(row('cluster')).toHaveAttribute('aria-expanded', 'false');
    expect(
      screen.queryByRole('row', { name: /^node/ }),
    ).not.toBeInTheDocument();
  });
});
