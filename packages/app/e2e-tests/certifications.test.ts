import { apiOf } from './support/api';
import { keepScreenshot, openAs } from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

/** Something that only certified people may book, on the test's own site. */
async function withCertification(world: World) {
  const name = world.title('laser').replace(/\s+/g, '-');
  const admin = apiOf('admin');
  const { data } = await admin.POST('/certifications', {
    params: { header: {} },
    body: {
      name,
      title: world.title('Laser user'),
      siteRef: world.site.entityRef,
      validityMonths: 24,
    },
  });
  const resource = await world.resource('Laser', {
    policies: { certifications: [name] },
  });
  return { certification: data!, resource };
}

test('a list is checked, imported, and lets its people book', async ({
  page,
  world,
}) => {
  const { certification, resource } = await withCertification(world);
  const address = world.address('calendar', {
    book: 'new',
    on: resource.entityRef,
    start: world.iso(1, '09:00'),
    end: world.iso(1, '11:00'),
  });
  await openAs(page, 'researcher', address);
  const form = page.getByRole('dialog');
  await expect(form).toContainText(
    `needs ${certification.title}, which researcher does not hold.`,
  );
  await keepScreenshot(page, 'certification-missing');

  await openAs(
    page,
    'admin',
    `/reservations/admin?section=certifications&certification=${certification.name}`,
  );
  await page.getByRole('button', { name: 'Import a list' }).click();
  const list = page.getByRole('dialog');
  await list
    .getByLabel('Or paste the list')
    .fill('person,evidence\nresearcher,https://training.example.com/1\nnobody');
  await list.getByRole('button', { name: 'Check' }).click();
  await expect(list).toContainText('nothing has been changed');
  const line = (text: string) =>
    list.getByRole('row').filter({ hasText: text });
  await expect(line('researcher')).toContainText('Granted');
  await expect(line('nobody')).toContainText('is not in the catalog');
  await keepScreenshot(page, 'certification-import');
  await list.getByRole('button', { name: 'Import 1 line' }).click();
  await expect(list).toContainText('What has been done.');
  await list.getByRole('button', { name: 'Close' }).last().click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Researcher' }),
  ).toContainText('Valid');

  await openAs(page, 'researcher', address);
  await form.getByRole('button', { name: /^Book .* for 2 h$/ }).click();
  await expect(form).toBeHidden();
  expect(await world.bookings()).toHaveLength(1);
});

test('revoking names what is booked on it, and marks it', async ({
  page,
  world,
}) => {
  const { certification, resource } = await withCertification(world);
  await apiOf('admin').POST('/certification-holdings', {
    params: { header: {} },
    body: {
      certificationId: certification.id,
      person: 'user:default/researcher',
    },
  });
  const title = world.title('Cutting');
  const booking = await world.book('researcher', {
    resourceRefs: [resource.entityRef],
    start: world.iso(1, '09:00'),
    end: world.iso(1, '11:00'),
    title,
  });
  await openAs(
    page,
    'admin',
    `/reservations/admin?section=certifications&certification=${certification.name}`,
  );
  const row = page.getByRole('listitem').filter({ hasText: 'Researcher' });
  await row.getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog', { name: /^Take / });
  await dialog.getByLabel('Reason').fill('Not trained on the new optics');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  const left = page.getByRole('dialog', { name: certification.title });
  await expect(left).toContainText(
    '1 booking to come needs a certification that is missing.',
  );
  await expect(left).toContainText(title);
  await keepScreenshot(page, 'certification-revoked');
  await left.getByRole('button', { name: 'Close' }).last().click();
  await expect(row).toContainText('Revoked');

  await openAs(
    page,
    'researcher',
    world.address('mine', { booking: booking.id }),
  );
  await expect(page.getByRole('dialog')).toContainText(
    'no longer holds until the end',
  );
});
