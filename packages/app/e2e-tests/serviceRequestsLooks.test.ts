import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { expect, test } from '@playwright/test';
import { serviceRequestsApiOf } from './support/api';
import { type Corner, type Look, lookAt } from './support/looks';

const ALL: Corner[] = ['1440 light', '1440 dark', '390 light', '390 dark'];

let request: Request;

/** One that says much: several things, two regions, warnings, a discussion. */
test.beforeAll(async () => {
  const name = `looks-${Date.now().toString(36)}`;
  const api = serviceRequestsApiOf('developer');
  const { data } = await api.POST('/requests', {
    body: {
      title: `A database and a bucket, ${name}`,
      environment: 'production',
      regions: ['eu-west-1', 'eu-central-1'],
      owner: 'group:default/platform-team',
      costCentre: 'CC-4711',
      submit: true,
      items: [
        {
          offering: 'postgresql',
          operation: 'create',
          parameters: {
            name,
            instanceClass: 'db.t4g.small',
            multiAz: true,
            deletionProtection: true,
          },
        },
        {
          offering: 'bucket',
          operation: 'create',
          parameters: { name: `${name}-files` },
        },
      ],
    },
  });
  request = data!;
  await serviceRequestsApiOf('service-reviewer').POST(
    '/requests/{id}/comments',
    {
      params: { path: { id: request.id } },
      body: { comment: 'Is a small one enough?' },
    },
  );
});

test.afterAll(async () => {
  await serviceRequestsApiOf('developer').POST('/requests/{id}/withdraw', {
    params: { path: { id: request.id } },
  });
});

const looks: (Look & { persona: string })[] = [
  {
    persona: 'service-reviewer',
    name: 'service-catalogue',
    url: '/service-requests/catalogue',
    shows: page =>
      page.getByRole('heading', { name: 'PostgreSQL', exact: true }),
  },
  {
    persona: 'developer',
    name: 'service-request-form',
    url: '/service-requests/new?offering=postgresql&environment=production',
    shows: page => page.getByText('What this will do'),
    open: async page => {
      await page.getByLabel(/^Name/).fill('orders-of-looks');
      await expect(page.getByText(/must be protected/).first()).toBeVisible();
    },
  },
  {
    persona: 'developer',
    name: 'service-requests-mine',
    url: '/service-requests/requests',
    shows: page => page.getByRole('link', { name: request.title }),
  },
  {
    persona: 'service-reviewer',
    name: 'service-requests-queue',
    url: '/service-requests/review',
    shows: page => page.getByRole('link', { name: request.title }),
  },
];

for (const { persona, ...look } of looks) {
  test(`${look.name} looks well`, async ({ page }) => {
    await lookAt(page, { persona, look, checked: ALL });
  });
}

test('a request under review looks well', async ({ page }) => {
  await lookAt(page, {
    persona: 'service-reviewer',
    look: {
      name: 'service-request',
      url: `/service-requests/requests/${request.id}`,
      shows: shown => shown.getByText('kind: Instance').first(),
    },
    checked: ALL,
  });
});

test('its discussion looks well', async ({ page }) => {
  await lookAt(page, {
    persona: 'service-reviewer',
    look: {
      name: 'service-request-discussion',
      url: `/service-requests/requests/${request.id}?part=discussion`,
      shows: shown => shown.getByText('Is a small one enough?'),
    },
    checked: ['1440 light', '390 dark'],
  });
});
