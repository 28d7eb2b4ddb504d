import type { Page } from '@playwright/test';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';

/** Reads the portal in a language from the next page on. */
async function readIn(page: Page, language: 'en' | 'it'): Promise<void> {
  await page.addInitScript(
    chosen => localStorage.setItem('language', chosen),
    language,
  );
}

/** The portal hears of a language once it is read in it. */
function told(page: Page, language: string) {
  return page.waitForResponse(
    response =>
      response.url().endsWith('/api/notifications/callboard/language') &&
      response.request().postData() === JSON.stringify({ language }) &&
      response.ok(),
  );
}

test('who reads Italian finds the portal, reasons and notifications in it', async ({
  page,
  world,
}) => {
  await readIn(page, 'it');
  const heard = told(page, 'it');
  await openAs(page, 'team-lead', world.address('approvals'));
  await heard;
  const bar = page.getByRole('navigation', { name: 'sidebar nav' });
  for (const name of ['Prenotazioni', 'Catalogo', 'Crea', 'Impostazioni']) {
    await expect(bar.getByText(name, { exact: true })).toBeAttached();
  }

  const rig = await world.resource('Banco', {
    policies: {
      approval: {
        required: true,
        overMinutes: 120,
        approvers: ['group:default/team-leads'],
      },
    },
  });
  const title = world.title('Prova');
  await world.book('researcher', {
    resourceRefs: [rig.entityRef],
    title,
    start: world.iso(1, '10:00'),
    end: world.iso(1, '18:00'),
  });
  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText('di più di 2 h richiedono un’approvazione');
  await expect(row.getByRole('button', { name: 'Approva' })).toBeVisible();

  // A group was told; each of its people reads it in their own language.
  await page.goto('/notifications');
  await expect(
    page.getByText(`“${title}” attende l’approvazione`).first(),
  ).toBeVisible();
  await expect(page.getByText('Notifiche da leggere')).toBeVisible();
  await keepScreenshot(page, 'italian');

  await readIn(page, 'en');
  const back = told(page, 'en');
  await page.goto('/notifications');
  await back;
});
