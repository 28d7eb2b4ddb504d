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

  await page.goto('/settings/notifications');
  await expect(
    page.getByRole('switch', { name: 'Tutto da Prenotazioni: Nel portale' }),
  ).toBeChecked();
  await page
    .getByRole('button', { name: 'Mostra gli argomenti di Prenotazioni' })
    .click();
  await expect(
    page.getByRole('switch', {
      name: 'Approvazioni da Prenotazioni: Nel portale',
    }),
  ).toBeChecked();
  await expect(page.getByText('In my language')).toBeHidden();
  await keepScreenshot(page, 'italian-notification-settings');

  await readIn(page, 'en');
  const back = told(page, 'en');
  await page.goto('/notifications');
  await back;
});

test('who reads Italian finds the pages of Backstage itself in it', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Banco');
  await readIn(page, 'it');
  await openAs(page, 'researcher', '/create');
  await expect(page.locator('html')).toHaveAttribute('lang', 'it');
  for (const name of ['Template', 'Esecuzioni']) {
    await expect(page.getByRole('tab', { name, exact: true })).toBeVisible();
  }
  await expect(page.getByText('Richiedi un database').first()).toBeVisible();
  await keepScreenshot(page, 'italian-templates');

  await page.goto('/create/templates/default/reserve-a-resource');
  await page.getByRole('combobox', { name: 'Risorsa' }).fill(bench.title);
  await page.getByRole('option', { name: bench.title }).click();
  const slots = page.getByRole('group', { name: 'Orari liberi' });
  await slots.getByRole('button').nth(1).click();
  await page.getByRole('button', { name: 'Avanti' }).click();
  await page.getByLabel('Titolo').fill('Prova di tenuta');
  await page.getByRole('button', { name: 'Riepilogo' }).click();
  await page.getByRole('button', { name: 'Crea', exact: true }).click();
  await expect(
    page.getByRole('link', { name: 'Apri la prenotazione' }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Prenotata' })).toBeVisible();
  await expect(page.getByText('è confermata, da')).toBeVisible();
  await keepScreenshot(page, 'italian-task');

  await page.goto('/catalog/default/resource/gpu-cluster-1');
  const tabs = page.getByRole('main').getByRole('navigation').first();
  for (const name of ['Panoramica', 'Prenotazioni']) {
    await expect(tabs.getByRole('link', { name, exact: true })).toBeVisible();
  }
  await page.goto('/no-such-page');
  await expect(page.getByText('Questa pagina non esiste')).toBeVisible();
});
