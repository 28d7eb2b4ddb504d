import { apiOf } from './support/api';
import {
  expectNoSidewaysScroll,
  keepScreenshot,
  openAs,
} from './support/portal';
import { expect, test } from './support/walk';

test('who waits gets what another gives back, and books it with one click', async ({
  page,
  browser,
  world,
}) => {
  const bench = await world.resource('Bench');
  await world.resource('Second bench');
  const taken = await world.book('developer', {
    resourceRefs: [bench.entityRef],
    title: 'Thin films',
    start: world.iso(1, '10:00'),
    end: world.iso(1, '12:00'),
  });

  // The form says that it is taken, and has one more way on.
  await openAs(
    page,
    'researcher',
    world.address('calendar', {
      book: 'new',
      on: bench.entityRef,
      start: world.iso(1, '10:00'),
      end: world.iso(1, '12:00'),
      title: 'Thick films',
      date: world.monday.toISODate()!,
    }),
  );
  const form = page.getByRole('dialog', { name: 'New booking' });
  const waitlist = form.getByRole('region', { name: 'Waitlist' });
  await expect(waitlist).toBeVisible();
  await keepScreenshot(page, 'waitlist-join');
  await waitlist.getByRole('button', { name: 'Join the waitlist' }).click();
  await expect(
    page.getByText(`You are on the waitlist for ${bench.title}`),
  ).toBeVisible();
  await expect(form).toBeHidden();

  await page.goto(world.address('mine'));
  const waiting = page.getByRole('region', { name: 'Waiting' });
  const mine = waiting.getByRole('listitem').filter({ hasText: bench.title });
  await expect(mine).toContainText('1st in line');

  // Somebody else gives it back: the offer appears by itself, to nobody else.
  await apiOf('developer').POST('/bookings/{id}/cancel', {
    params: { path: { id: taken.id }, header: {} },
    body: {},
  });
  await expect(mine).toContainText(
    /Held for (2\d|30) min, until (\w+ \d+ \w+, )?\d\d:\d\d/,
    { timeout: 25_000 },
  );
  await keepScreenshot(page, 'waitlist-offer');

  const other = await browser.newPage();
  await openAs(
    other,
    'developer',
    world.address('calendar', { date: world.monday.toISODate()! }),
  );
  await expect(
    other.getByText('Held for somebody on the waitlist').first(),
  ).toBeVisible();
  await keepScreenshot(other, 'waitlist-held');
  await expect(
    world.book('developer', {
      resourceRefs: [bench.entityRef],
      title: 'Once more',
      start: world.iso(1, '10:00'),
      end: world.iso(1, '12:00'),
    }),
  ).rejects.toThrow(/held for somebody on the waitlist/);
  await other.close();

  await mine
    .getByRole('button', { name: 'Accept the offer: Thick films' })
    .click();
  await expect(page.getByText('Booked “Thick films”')).toBeVisible();
  await expect(mine).toBeHidden();
  await expect(
    page.getByRole('link', { name: 'Thick films', exact: true }),
  ).toBeVisible();
  expect(await world.bookings()).toMatchObject([
    { title: 'Thick films', status: 'confirmed' },
  ]);
});

test('an offer that is declined goes to whoever is next, on a small screen too', async ({
  page,
  world,
}) => {
  const bench = await world.resource('Bench');
  const time = { start: world.iso(2, '10:00'), end: world.iso(2, '12:00') };
  const taken = await world.book('developer', {
    resourceRefs: [bench.entityRef],
    title: 'Thin films',
    ...time,
  });
  const join = async (persona: string) => {
    const { data } = await apiOf(persona).POST('/waitlist', {
      params: { header: {} },
      body: {
        resourceRef: bench.entityRef,
        from: time.start,
        until: time.end,
        title: `For ${persona}`,
      },
    });
    return data!;
  };
  await join('researcher');
  const next = await join('developer');
  expect(next.position).toBe(2);
  await apiOf('developer').POST('/bookings/{id}/cancel', {
    params: { path: { id: taken.id }, header: {} },
    body: {},
  });

  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, 'researcher', world.address('mine'));
  const mine = page
    .getByRole('region', { name: 'Waiting' })
    .getByRole('listitem')
    .filter({ hasText: 'For researcher' });
  await expect(mine).toContainText(bench.title);
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'waitlist-offer-narrow');
  await mine
    .getByRole('button', { name: 'Decline the offer: For researcher' })
    .click();
  await expect(mine).toBeHidden();
  const { data } = await apiOf('developer').GET('/waitlist/{id}', {
    params: { path: { id: next.id } },
  });
  expect(data).toMatchObject({
    status: 'offered',
    offer: { resourceRef: bench.entityRef, start: time.start },
  });
  await apiOf('developer').POST('/waitlist/{id}/decline', {
    params: { path: { id: next.id }, header: {} },
  });
});
