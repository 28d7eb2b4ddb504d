import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { gpu1 } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { SettingsPage } from './SettingsPage';

jest.setTimeout(20_000);

describe('calendar feeds', () => {
  it('show their address once, and are revoked after a question', async () => {
    const server = createFakeServer();
    renderPage(<SettingsPage />, { server, granted: true });
    expect(
      await screen.findByText('You have no calendar feeds'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Create calendar feed' }),
    );
    const form = await screen.findByRole('dialog', {
      name: 'Create calendar feed',
    });
    await userEvent.click(
      within(form).getByRole('radio', { name: 'Everything on one resource' }),
    );
    expect(
      within(form).getByRole('button', { name: 'Create feed' }),
    ).toBeDisabled();
    await userEvent.click(
      within(form).getByRole('button', { name: /Choose one/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'GPU cluster 1' }),
    );
    await userEvent.click(
      within(form).getByRole('button', { name: 'Create feed' }),
    );

    const made = await screen.findByRole('dialog', {
      name: '“Bookings on GPU cluster 1” is ready',
    });
    expect(made).toHaveTextContent('http://backend/feeds/of-1.ics');
    expect(made).toHaveTextContent('it is not shown again');
    expect(made).toHaveTextContent('Thunderbird');
    expect(server.callsOf('POST', '/me/feed-tokens')[0].body).toEqual({
      title: 'Bookings on GPU cluster 1',
      scope: { kind: 'resource', ref: gpu1.entityRef },
    });
    await userEvent.click(
      within(made).getByRole('button', { name: 'I have copied it' }),
    );
    const list = await screen.findByRole('list', { name: 'Calendar feeds' });
    expect(list).toHaveTextContent('never read yet');
    expect(document.body).not.toHaveTextContent('of-1.ics');

    await userEvent.click(
      within(list).getByRole('button', {
        name: 'Revoke Bookings on GPU cluster 1',
      }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Revoke',
      }),
    );
    expect(
      await screen.findByText('You have no calendar feeds'),
    ).toBeInTheDocument();
  });
});

describe('the time zone', () => {
  it('is the device’s again with one click', async () => {
    localStorage.setItem('callboard.reservations.tz', 'Asia/Tokyo');
    renderPage(<SettingsPage />, { server: createFakeServer() });
    await userEvent.click(
      await screen.findByRole('button', {
        name: /^Use the zone of this device/,
      }),
    );
    expect(localStorage.getItem('callboard.reservations.tz')).toBeNull();
    expect(
      screen.queryByRole('button', { name: /^Use the zone of this device/ }),
    ).not.toBeInTheDocument();
  });
});

describe('reminders', () => {
  it('come as long before as one chooses', async () => {
    const server = createFakeServer();
    renderPage(<SettingsPage />, { server, granted: true });
    await userEvent.click(
      await screen.findByRole('button', { name: /1 h before/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: '1 d before' }),
    );

    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(server.callsOf('PUT', '/me/preferences')[0].body).toEqual({
      reminderMinutes: 1440,
    });
    expect(
      screen.getByRole('button', { name: /1 d before/ }),
    ).toBeInTheDocument();
  });
});
