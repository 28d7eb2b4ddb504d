import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { SettingsPage } from '../settings/SettingsPage';

const LINE = 'ssh-ed25519 AAAA laptop';

async function open(server = createFakeServer()) {
  const view = renderPage(<SettingsPage />, { server });
  return { ...view, server };
}

async function add(line: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Add SSH key' }),
  );
  const dialog = await screen.findByRole('dialog', { name: 'Add SSH key' });
  await userEvent.click(within(dialog).getByLabelText('Public key'));
  await userEvent.paste(line);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Add SSH key' }),
  );
}

describe('SSH keys', () => {
  it('are added, shown with their fingerprint, and removed after a question', async () => {
    const { server, toasts } = await open();
    expect(await screen.findByText('You have no SSH keys')).toBeInTheDocument();
    await add(LINE);
    const list = await screen.findByRole('list', { name: 'SSH keys' });
    expect(list).toHaveTextContent('laptop');
    expect(list).toHaveTextContent('SHA256:of-key-1');
    expect(server.callsOf('POST', '/me/ssh-keys')[0].body).toEqual({
      publicKey: LINE,
    });

    await userEvent.click(
      screen.getByRole('button', { name: 'Remove laptop' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Remove “laptop”?',
    });
    expect(dialog).toHaveTextContent('SHA256:of-key-1');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Back' }));
    expect(server.sshKeys).toHaveLength(1);

    await userEvent.click(
      screen.getByRole('button', { name: 'Remove laptop' }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Remove',
      }),
    );
    expect(await screen.findByText('You have no SSH keys')).toBeInTheDocument();
    expect(toasts.map(({ title }) => title)).toEqual([
      'Added “laptop”',
      'Removed “laptop”',
    ]);
  });

  it('say at the field what is wrong', async () => {
    const server = createFakeServer();
    server.answer(({ method, path }) =>
      method === 'POST' && path === '/me/ssh-keys'
        ? {
            status: 400,
            body: {
              error: { name: 'InputError', message: 'No' },
              fields: [
                { field: 'publicKey', message: 'publicKey must be one line' },
              ],
            },
          }
        : undefined,
    );
    await open(server);
    await add('nonsense');
    const dialog = await screen.findByRole('dialog', { name: 'Add SSH key' });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The key must be one line.',
    );
    await userEvent.type(within(dialog).getByLabelText('Public key'), 'x');
    await waitFor(() =>
      expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument(),
    );
  });

  it('say that one is there already', async () => {
    const server = createFakeServer();
    server.answer(({ method, path }) =>
      method === 'POST' && path === '/me/ssh-keys'
        ? {
            status: 409,
            body: {
              error: {
                name: 'ConflictError',
                message: 'You have added this key already',
              },
            },
          }
        : undefined,
    );
    await open(server);
    await add(LINE);
    expect(
      await screen.findByText(/You have added this key already/),
    ).toBeInTheDocument();
  });
});
