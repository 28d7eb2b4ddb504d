import type {
  Booking,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import { apiOf } from './support/api';
import {
  expectNoSidewaysScroll,
  keepScreenshot,
  openAs,
} from './support/portal';
import { expect, test } from './support/walk';
import type { World } from './support/World';

/** A type of this test's own, whose bookings a group of people approves. */
async function gatedType(world: World): Promise<ResourceType> {
  const { data } = await apiOf('admin').POST('/resource-types', {
    body: {
      name: world.title('gated').replace(' ', '-'),
      title: world.title('Gated'),
      colour: '#1f5fbf',
      siteRef: world.site.entityRef,
      policyDefaults: {
        approval: {
          required: true,
          overMinutes: 120,
          approvers: ['group:default/team-leads'],
        },
      },
    },
  });
  return data!;
}

async function gatedRig(world: World) {
  const type = await gatedType(world);
  return world.resource('Rig', { type: type.name });
}

const statusOf = async ({ id }: Booking) => {
  const { data } = await apiOf('researcher').GET('/bookings/{id}', {
    params: { path: { id } },
  });
  return data!.status;
};

test('a booking waits for approval, and is approved by whom the rule names', async ({
  page,
  world,
}) => {
  const rig = await gatedRig(world);
  const booking = await world.book('researcher', {
    resourceRefs: [rig.entityRef],
    title: 'Long run',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '18:00'),
  });
  expect(booking.status).toBe('pending');

  await openAs(page, 'team-lead', world.address('approvals'));
  const row = page.getByRole('listitem').filter({ hasText: 'Long run' });
  await expect(row).toContainText(rig.title);
  await expect(row).toContainText('of more than 2 h need approval');
  await expect(row).toContainText(/Waiting \d+ min/);
  await expect(row).toContainText('Lapses in');
  await expect(
    page.locator('[role=tab][data-callboard-waiting]'),
  ).toContainText('Approvals');
  await keepScreenshot(page, 'approvals');
  await row.getByRole('button', { name: 'Approve: Long run' }).click();
  await expect(page.getByText('Approved “Long run”')).toBeVisible();
  await expect(row).toBeHidden();
  expect(await statusOf(booking)).toBe('confirmed');
});

test('a booking is rejected with a reason, which its owner reads', async ({
  page,
  world,
}) => {
  const rig = await gatedRig(world);
  const booking = await world.book('researcher', {
    resourceRefs: [rig.entityRef],
    title: 'Longer run',
    start: world.iso(2, '10:00'),
    end: world.iso(2, '18:00'),
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, 'team-lead', world.address('approvals'));
  await page.getByRole('button', { name: 'Reject: Longer run' }).click();
  const question = page.getByRole('dialog', { name: 'Reject “Longer run”?' });
  await question.getByLabel('Reason').fill('The rig is being moved');
  await question.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByText('Rejected “Longer run”')).toBeVisible();
  await expectNoSidewaysScroll(page);
  expect(await statusOf(booking)).toBe('rejected');
});

test('who asked sees what it waits for, and cannot approve it', async ({
  page,
  world,
}) => {
  const rig = await gatedRig(world);
  const booking = await world.book('team-lead', {
    resourceRefs: [rig.entityRef],
    title: 'My own run',
    start: world.iso(3, '10:00'),
    end: world.iso(3, '18:00'),
  });
  await openAs(
    page,
    'team-lead',
    world.address('mine', { booking: booking.id }),
  );
  const drawer = page.getByRole('dialog', { name: 'My own run' });
  await expect(drawer).toContainText('Waits for approval');
  await expect(drawer).toContainText('Lapses in');
  await expect(
    drawer.getByRole('button', { name: 'Approve: My own run' }),
  ).toBeHidden();
  await keepScreenshot(page, 'approval-pending');
  await page.goto(world.address('approvals'));
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
});
