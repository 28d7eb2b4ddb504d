import type { SecretReference } from '@callboard/backstage-plugin-service-requests-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { minutesAgo, uuid } from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { SecretsPage } from './SecretsPage';

const DAY = 24 * 60;

const secrets: SecretReference[] = [
  {
    serviceId: uuid(3),
    serviceRef: 'resource:default/staging-eu-west-1-orders',
    kind: 'database',
    name: 'orders-master',
    namespace: 'staging',
    arn: 'arn:aws:secretsmanager:eu-west-1:1:secret:orders',
    state: 'synced',
    lastRotatedAt: minutesAgo(5 * DAY),
    rotateEveryDays: 90,
    overdue: false,
  },
  {
    serviceId: uuid(4),
    serviceName: 'sessions',
    kind: 'cache',
    name: 'sessions-auth',
    state: 'failed',
    message: 'AccessDenied',
    lastRotatedAt: minutesAgo(121 * DAY),
    rotateEveryDays: 120,
    overdue: true,
  },
];

it('lists where credentials are, what is overdue first and in words', async () => {
  renderPage(<SecretsPage />, { server: createFakeServer({ secrets }) });
  const names = (await screen.findAllByRole('rowheader')).map(
    header => header.querySelector('code')?.textContent,
  );
  expect(names).toEqual(['sessions-auth', 'orders-master']);
  expect(screen.getByText('Overdue by one day')).toBeInTheDocument();
  expect(screen.getByText('AccessDenied')).toBeInTheDocument();
  expect(screen.getByText('5 days ago, due every 90 days')).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'staging-eu-west-1-orders' }),
  ).toHaveAttribute('href', `/service-requests/services/${uuid(3)}`);
  expect(
    screen.getByRole('button', { name: 'Copy: ARN of orders-master' }),
  ).toBeInTheDocument();
});

it('narrows to what is overdue, in the address too', async () => {
  renderPage(<SecretsPage />, { server: createFakeServer({ secrets }) });
  await userEvent.click(
    await screen.findByRole('checkbox', { name: 'Overdue only' }),
  );
  await waitFor(() => expect(screen.getAllByRole('rowheader')).toHaveLength(1));
  expect(screen.getByTestId('address')).toHaveTextContent('?overdue=true');
});

it('says that nothing is overdue', async () => {
  renderPage(<SecretsPage />, {
    server: createFakeServer({ secrets: [secrets[0]] }),
    at: '/?overdue=true',
  });
  expect(await screen.findByText('Nothing is overdue')).toBeInTheDocument();
});
