import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor } from '@testing-library/react';
import { aResource, inventoryServer } from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { UtilisationCard } from './UtilisationCard';

const gpu = aResource('gpu-1');
const entity = {
  apiVersion: 'backstage.io/v1beta1',
  kind: 'Resource',
  metadata: {
    name: 'gpu-1',
    namespace: 'default',
    annotations: { 'callboard.dev/resource-id': gpu.id },
  },
};

const totals = {
  bookings: 12,
  bookedMinutes: 4320,
  bufferMinutes: 0,
  usedMinutes: 4320,
  capacityMinutes: 43_200,
  maintenanceMinutes: 0,
  utilisation: 0.1,
  noShows: 1,
  noShowMinutes: 60,
  cancelled: 2,
  cancelledMinutes: 60,
  releasedEarly: 3,
  releasedMinutes: 60,
  costs: [],
};

async function show(answer: { status?: number; body: object }) {
  const server = inventoryServer({ resources: [gpu] });
  server.routes['GET /reports/usage'] = () => answer;
  await renderReservations(
    <EntityProvider entity={entity}>
      <UtilisationCard />
    </EntityProvider>,
    { server },
  );
  return server;
}

test('says how busy it has been, and where there is more', async () => {
  const report: Partial<UsageReport> = {
    totals,
    trend: {
      step: 'day',
      points: [
        { date: '2027-03-15', usedMinutes: 60, capacityMinutes: 1440 },
        { date: '2027-03-16', usedMinutes: 0, capacityMinutes: 1440 },
      ],
    },
  };
  const server = await show({ body: report });
  expect(await screen.findByText('10%')).toBeVisible();
  expect(screen.getByText('72 h in 12 bookings')).toBeVisible();
  expect(
    screen.getByText('1 no-shows, 3 released early, 2 cancelled'),
  ).toBeVisible();
  const [{ query }] = server.requests('GET', '/reports/usage');
  expect(query.getAll('resource')).toEqual([gpu.entityRef]);
});

test('is not there for whom reports are not', async () => {
  const server = await show({
    status: 403,
    body: { error: { name: 'NotAllowedError', message: 'No' } },
  });
  await waitFor(() =>
    expect(server.requests('GET', '/reports/usage')).not.toHaveLength(0),
  );
  await waitFor(() =>
    expect(screen.queryByText('Utilisation')).not.toBeInTheDocument(),
  );
});
