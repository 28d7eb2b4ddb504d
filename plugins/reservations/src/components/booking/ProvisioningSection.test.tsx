import type { Provisioning } from '@callboard/backstage-plugin-reservations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { booking, gpu1, gpu2 } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReservationsPage } from '../common/ReservationsPage';

const at = new Date().toISOString();
const switchPort = {
  endpointId: '00000000-0000-4000-8000-000000000051',
  endpoint: 'Switch port',
  status: 'ready',
  at: '2027-03-16T13:02:00.000Z',
} as const;
const bareMetal = {
  endpointId: '00000000-0000-4000-8000-000000000052',
  endpoint: 'Bare metal',
  resourceRef: gpu2.entityRef,
  status: 'provisioning',
  message: 'Installing the image',
  at,
} as const;

async function open(provisioning: Provisioning | undefined) {
  const one = booking({
    status: 'active',
    resourceRefs: [gpu1.entityRef, gpu2.entityRef],
    provisioning,
  });
  const server = createFakeServer([one]);
  renderPage(<ReservationsPage>{null}</ReservationsPage>, {
    server,
    at: `/?booking=${one.id}&tz=Europe/Rome`,
  });
  const dialog = await screen.findByRole('dialog', { name: 'GPU run' });
  return { server, dialog };
}

describe('the setup of a booking', () => {
  it('is not there before somebody has reported', async () => {
    const { dialog } = await open(undefined);
    expect(
      within(dialog).queryByRole('heading', { name: 'Setup' }),
    ).not.toBeInTheDocument();
  });

  it('shows each step with its time, and what was said', async () => {
    const { dialog } = await open({
      status: 'provisioning',
      message: 'Installing the image',
      updatedAt: at,
      steps: [switchPort, bareMetal],
    });
    expect(within(dialog).getByRole('status')).toHaveTextContent('Setting up');
    expect(dialog).toHaveTextContent(
      /Switch port\s*provisioned ✓ (Tue 16 Mar.*, )?14:02/,
    );
    await waitFor(() =>
      expect(dialog).toHaveTextContent(
        /Bare metal · GPU cluster 2\s*setting up since (\w+ \d+ \w+, )?\d\d:\d\d/,
      ),
    );
  });

  it('becomes ready while one looks, with the way in to copy', async () => {
    const { dialog, server } = await open({
      status: 'provisioning',
      updatedAt: at,
      steps: [bareMetal],
    });
    server.bookings[0] = {
      ...server.bookings[0],
      provisioning: {
        status: 'ready',
        updatedAt: at,
        steps: [
          {
            ...bareMetal,
            status: 'ready',
            message: 'Installed',
            access: { host: 'node-1.example.com', user: 'ubuntu' },
          },
        ],
      },
    };
    expect(
      await within(dialog).findByText('Ready', {}, { timeout: 6_000 }),
    ).toBeInTheDocument();
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    const access = within(dialog).getByRole('region', {
      name: 'How to get in',
    });
    expect(access).toHaveTextContent('node-1.example.com');
    await user.click(within(access).getByRole('button', { name: 'Copy host' }));
    expect(
      await within(access).findByRole('button', { name: 'Copied host' }),
    ).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith('node-1.example.com');
  });

  it('says what failed', async () => {
    const { dialog } = await open({
      status: 'failed',
      message: 'No disk',
      updatedAt: at,
      steps: [
        switchPort,
        { ...bareMetal, status: 'failed', message: 'No disk' },
      ],
    });
    expect(within(dialog).getByRole('status')).toHaveTextContent(
      /Failed\s*No disk/,
    );
  });
});
