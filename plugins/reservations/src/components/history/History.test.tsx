import type { Timeline } from '@callboard/backstage-plugin-reservations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { booking, gpu1, gpu2 } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReservationsPage } from '../common/ReservationsPage';

const created: Timeline['items'][number] = {
  at: '2027-03-15T09:00:00.000Z',
  kind: 'transition',
  code: 'booking.created',
  actor: 'user:default/researcher',
};

async function open(timeline: Partial<Timeline>) {
  const one = booking({ resourceRefs: [gpu1.entityRef] });
  const server = createFakeServer([one]);
  server.answer(({ path }) =>
    path.endsWith('/timeline')
      ? { body: { items: [created], complete: true, missing: [], ...timeline } }
      : undefined,
  );
  renderPage(<ReservationsPage>{null}</ReservationsPage>, {
    server,
    at: `/?booking=${one.id}&tz=Europe/Rome`,
  });
  const dialog = await screen.findByRole('dialog', { name: 'GPU run' });
  await within(dialog).findByText('Booked');
  return within(dialog);
}

describe('the history of a booking', () => {
  it('says what happened, by whom and what they changed', async () => {
    const dialog = await open({
      items: [
        created,
        {
          at: '2027-03-15T09:30:00.000Z',
          kind: 'transition',
          code: 'booking.changed',
          actor: 'user:default/admin',
          reason: 'moved',
          changes: [
            {
              field: 'resourceRefs',
              before: [gpu1.entityRef],
              after: [gpu2.entityRef],
            },
            { field: 'purpose', after: 'A second round' },
          ],
        },
        {
          at: '2027-03-16T09:00:00.000Z',
          kind: 'transition',
          code: 'booking.ended',
          actor: 'system',
          reason: 'completed',
          late: true,
        },
      ],
    });
    const [, changed, ended] = dialog
      .getAllByRole('listitem')
      .filter(({ dataset }) => dataset.tone);
    expect(changed).toHaveTextContent('Changed');
    expect(changed).toHaveTextContent('by admin');
    expect(changed).toHaveTextContent(
      'Resources: GPU cluster 1 → GPU cluster 2',
    );
    expect(changed).toHaveTextContent('Purpose: nothing → A second round');
    expect(ended).toHaveTextContent('Ended');
    expect(ended).toHaveTextContent(
      'by itself · its time was over · late, after an outage',
    );
  });

  it('says what webhooks sent and who was told', async () => {
    const dialog = await open({
      missing: ['deliveries'],
      items: [
        created,
        {
          at: '2027-03-15T09:00:01.000Z',
          kind: 'delivery',
          code: 'booking.created',
          delivery: {
            id: '00000000-0000-4000-8000-000000000061',
            endpointId: '00000000-0000-4000-8000-000000000062',
            endpoint: 'Switch port',
            status: 'dead',
            attempts: 3,
            lastStatus: 500,
          },
        },
        {
          at: '2027-03-15T09:00:02.000Z',
          kind: 'notification',
          code: 'booking.provisioning_changed',
          recipient: 'user:default/researcher',
          title: 'GPU run is ready',
        },
        {
          at: '2027-03-15T09:00:03.000Z',
          kind: 'transition',
          code: 'booking.of_a_later_version',
          actor: 'system',
        },
      ],
    });
    dialog.getByText('Not delivered to Switch port: Booked');
    dialog.getByText('answered 500 · 3 attempts');
    dialog.getByText('· GPU run is ready', { exact: false });
    dialog.getByText('Event booking.of_a_later_version');
    dialog.getByText(/Webhooks do not answer/);
  });

  it('shows the latest, and all when asked to', async () => {
    const dialog = await open({
      complete: false,
      items: [
        ...Array.from({ length: 9 }, () => ({
          ...created,
          code: 'booking.changed',
        })),
        created,
      ],
    });
    dialog.getByText(/the beginning is missing/);
    expect(dialog.getAllByText('Changed')).toHaveLength(5);
    await userEvent.click(dialog.getByRole('button', { name: 'Show all 10' }));
    expect(dialog.getAllByText('Changed')).toHaveLength(9);
  });
});
