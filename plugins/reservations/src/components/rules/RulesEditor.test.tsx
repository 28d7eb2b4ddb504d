import { reservationsSiteCreatePermission } from '@callboard/backstage-plugin-reservations-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aResource,
  aSite,
  aType,
  inventoryServer,
} from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { Administration } from '../admin/Administration';

jest.setTimeout(60_000);

const granted = [reservationsSiteCreatePermission.name];
const type = aType({ policyDefaults: { minMinutes: 60 } });
const gpu = aResource('gpu-1', { policies: { maxMinutes: 120 } });
const site = aSite();

async function open(path: string) {
  const server = inventoryServer(
    { sites: [site], types: [type], resources: [gpu] },
    {
      'GET /resource-types/:id': () => ({ body: type }),
      'GET /resources/:id': () => ({ body: gpu }),
      'PATCH /resource-types/:id': () => ({ body: type }),
      'PATCH /resources/:id': () => ({ body: gpu }),
      'PATCH /sites/:id': () => ({ body: site }),
    },
  );
  await renderReservations(<Administration />, { server, granted, path });
  return { server, user: userEvent.setup() };
}

const field = (name: string | RegExp) => screen.getByRole('textbox', { name });

describe('the rules', () => {
  it('of a type are edited in units and as sentences', async () => {
    const { server, user } = await open(`/?section=types&form=${type.id}`);
    const shortest = await screen.findByRole('textbox', {
      name: 'At least this long',
    });
    expect(shortest).toHaveValue('1');
    await user.clear(shortest);
    await user.type(shortest, '2');
    await user.click(screen.getByRole('switch', { name: 'Quotas' }));
    const amount = field('May have at most');
    await user.clear(amount);
    await user.type(amount, '12');
    await user.click(screen.getByRole('switch', { name: 'Approval' }));
    await user.click(screen.getByRole('button', { name: /^Save/ }));

    await waitFor(() =>
      expect(
        server.requests('PATCH', `/resource-types/${type.id}`)[0]?.body,
      ).toEqual({
        policyDefaults: {
          minMinutes: 120,
          quotas: [{ per: 'owner', of: 'hours', amount: 12, in: 'week' }],
          approval: { required: true },
        },
      }),
    );
  });

  it('of a resource are its type’s until it has its own', async () => {
    const { server, user } = await open(`/?section=resources&form=${gpu.id}`);
    expect(
      await screen.findByText('As its type: At least 1 h long'),
    ).toBeInTheDocument();
    expect(field('At most this long')).toHaveValue('2');
    const own = screen.getByRole('switch', {
      name: 'Waitlist: other than its type',
    });
    expect(own).not.toBeChecked();
    await user.click(own);
    await user.click(screen.getByRole('button', { name: /^Save/ }));

    await waitFor(() =>
      expect(server.requests('PATCH', `/resources/${gpu.id}`)[0]?.body).toEqual(
        { policies: { maxMinutes: 120, holdMinutes: 30 } },
      ),
    );
  });

  it('of a site’s door are hours by day', async () => {
    const { server, user } = await open(`/?section=sites&form=${site.id}`);
    expect(await screen.findByText('Always open')).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Monday to Friday, 08:00–18:00' }),
    );
    await user.click(screen.getByRole('button', { name: 'Remove: Hours 5' }));
    await user.click(screen.getByRole('button', { name: /^Save/ }));

    await waitFor(() =>
      expect(server.requests('PATCH', `/sites/${site.id}`)[0]?.body).toEqual({
        openingHours: ['mon', 'tue', 'wed', 'thu'].map(day => ({
          day,
          opens: '08:00',
          closes: '18:00',
        })),
      }),
    );
  });
});
