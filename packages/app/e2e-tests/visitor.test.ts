import { test } from '@playwright/test';
import { apiOf } from './support/api';
import { lookAt } from './support/looks';

/** There is something to look at: a visitor with access to the microscope. */
test.beforeAll(async () => {
  const { data } = await apiOf('admin').GET('/access-grants', {
    params: {
      query: {
        subject: 'user:default/visitor',
        resource: 'resource:default/electron-microscope',
        status: ['active'],
      },
    },
  });
  if (data!.items.length > 0) return;
  const { data: resources } = await apiOf('admin').GET('/resources', {
    params: { query: { q: 'microscope' } },
  });
  const [microscope] = resources!.items;
  await apiOf('admin').POST('/access-grants', {
    params: { header: {} },
    body: {
      subjectRef: 'user:default/visitor',
      siteRef: microscope.siteRef,
      resourceRef: microscope.entityRef,
      until: new Date(Date.now() + 2 * 86_400_000).toISOString(),
      reason: 'Calibrates it',
    },
  });
});

// Among the walks, since one of them takes all access from this visitor.
test('what is open to a visitor looks well', async ({ page }) => {
  test.setTimeout(180_000);
  await lookAt(page, {
    persona: 'visitor',
    look: {
      name: 'visitor',
      url: '/reservations/explore?site=all',
      shows: at => at.getByRole('note'),
    },
    checked: ['1440 light', '1440 dark', '390 light', '390 dark'],
  });
});
