import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import {
  aResource,
  anAvailability,
  inventoryServer,
} from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { AvailabilityCard } from './AvailabilityCard';

const HOUR = 3_600_000;
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

async function show(things: Parameters<typeof inventoryServer>[0]) {
  await renderReservations(
    <EntityProvider entity={entity}>
      <AvailabilityCard />
    </EntityProvider>,
    { server: inventoryServer(things) },
  );
}

test('says until when it is taken, and offers to book', async () => {
  const at = (hours: number) =>
    new Date(Date.now() + hours * HOUR).toISOString();
  await show({
    resources: [gpu],
    availability: [
      anAvailability(gpu, {
        busy: [{ start: at(-1), end: at(3), units: 1 }],
        free: [{ start: at(3), end: at(300), units: 1 }],
        next: { resourceRef: gpu.entityRef, start: at(3), end: at(4) },
      }),
    ],
  });
  const word = await screen.findByText(/^Taken until/);
  expect(word.parentElement).toHaveTextContent(/for another (3 h|2 h 59 min)/);
  expect(
    screen.getByRole('img', { name: /The next 24 hours. Taken:/ }),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Book gpu 1' }),
  ).toBeInTheDocument();
});

test('says so where the inventory does not know the entity', async () => {
  await show({ resources: [] });
  expect(
    await screen.findByText(/the inventory does not know it/),
  ).toBeInTheDocument();
});
