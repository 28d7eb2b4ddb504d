import { randomBytes } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { apiOf, serviceRequestsApiOf, webhooksApiOf } from './support/api';
import { openAs } from './support/portal';
import { Receiver } from './support/Receiver';
import { inDays, PLATFORM_TEAM } from './support/services';
import { World } from './support/World';

/** Runs, if any part of a page takes text for markup, a link or a script. */
const SCRIPT =
  '<img src=x onerror="scriptRan=1"><script>scriptRan=1</script>' +
  '[x](javascript:scriptRan=1) ![y](x" onerror="scriptRan=1)';

const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBxgSmEq7X2U92ipAeYbV1z//b0Bnn4Aq8WyfYfdsf1V';

test('text with a script in it is shown as text, wherever there is text', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const mark = `mark-${randomBytes(3).toString('hex')}`;
  const text = `${mark} ${SCRIPT}`;
  const admin = apiOf('admin');
  const receiver = await Receiver.start();
  const world = await World.create({ title: text, description: text });
  const things = await furnish();
  try {
    const refusals = watch(page);
    const seen = new Map<string, boolean>();
    const resource = `/catalog/default/resource/${things.resource.name}`;
    const pages = [
      world.address('calendar', { date: things.day }),
      world.address('board', { date: things.day }),
      world.address('explore'),
      world.address('mine'),
      `/reservations?booking=${things.booking.id}`,
      world.address('admin', { section: 'sites' }),
      world.address('admin', { section: 'types' }),
      world.address('admin', { section: 'resources' }),
      world.address('admin', { section: 'access' }),
      world.address('admin', { people: world.site.id }),
      `/reservations?booking=${things.handedOver}`,
      `/catalog/default/resource/${world.site.name}`,
      resource,
      `${resource}/webhooks`,
      `${resource}/audit`,
      '/webhooks/endpoints',
      `/webhooks/endpoints/${things.endpoint.id}`,
      '/webhooks/log',
      `/webhooks/log?delivery=${things.deliveryId}&site=all`,
      '/service-requests/requests',
      `/service-requests/requests/${things.requestId}`,
      '/service-requests/review',
      '/audit-log',
      `/audit-log?q=${things.resource.name}`,
      `/search?query=${mark}`,
      '/notifications',
      '/settings/reservations',
    ];
    for (const address of pages) {
      await openAs(page, 'admin', address);
      await page.waitForLoadState('networkidle').catch(() => {});
      const shows = page.getByText(mark).first();
      const shown = await shows
        .waitFor({ timeout: 3_000 })
        .then(() => true)
        .catch(() => false);
      seen.set(address, shown);
      const state = await page.evaluate(() => ({
        ran: 'scriptRan' in window,
        links: document.querySelectorAll('a[href^="javascript:" i]').length,
        // The catalog shows descriptions as Markdown, which may have images.
        handlers: document.querySelectorAll('[onerror]').length,
        scripts: Array.from(document.scripts, script => script.text).filter(
          code => code.includes('scriptRan'),
        ).length,
      }));
      expect([address, state]).toEqual([
        address,
        { ran: false, links: 0, handlers: 0, scripts: 0 },
      ]);
    }
    expect(refusals).toEqual([]);
    const shown = [...seen].filter(([, one]) => one).map(([one]) => one);
    expect(shown.length, `shown on ${shown.join(', ')}`).toBeGreaterThan(13);
  } finally {
    await webhooksApiOf('admin').DELETE('/endpoints/{id}', {
      params: { path: { id: things.endpoint.id } },
    });
    await serviceRequestsApiOf('admin').POST('/requests/{id}/withdraw', {
      params: { path: { id: things.requestId } },
      body: { comment: text },
    });
    await admin.DELETE('/me/ssh-keys/{id}', {
      params: { path: { id: things.keyId } },
    });
    await world.remove();
    await receiver.stop();
  }

  /** Every field of every form that takes text, and what comes from outside. */
  async function furnish() {
    const ref = world.site.entityRef;
    const { data: type } = await admin.POST('/resource-types', {
      body: {
        name: `type-${mark}`,
        title: text,
        description: text,
        instructions: text,
        colour: '#1f6feb',
        siteRef: ref,
      },
    });
    const found = await world.resource('Script', {
      title: text,
      description: text,
      location: text,
      statusReason: text,
      type: type!.name,
      attributes: { note: text },
    });
    const { data: created } = await webhooksApiOf('admin').POST('/endpoints', {
      params: { header: {} },
      body: {
        url: receiver.url,
        title: text,
        description: text,
        eventTypes: ['booking.created', 'booking.changed'],
        scope: { kind: 'resource', ref: found.entityRef },
        headers: { 'x-note': mark },
        includePersonalData: false,
      },
    });
    receiver.trust(created!.secret!);
    receiver.answer(500, `<html>${text}</html>`);
    await admin.POST('/access-grants', {
      params: { header: {} },
      body: {
        subjectRef: 'user:default/visitor',
        siteRef: ref,
        until: world.iso(6, '12:00'),
        reason: text,
      },
    });
    await admin.POST('/me/feed-tokens', {
      params: { header: {} },
      body: { title: text.slice(0, 200), scope: { kind: 'personal' } },
    });
    const { data: key } = await admin.POST('/me/ssh-keys', {
      body: { publicKey: KEY, title: text.slice(0, 100) },
    });
    const handedOver = await world.book('admin', {
      resourceRefs: [found.entityRef],
      start: world.iso(2, '10:00'),
      end: world.iso(2, '12:00'),
      title: text,
    });
    await admin.POST('/bookings/{id}/transfer', {
      params: { path: { id: handedOver.id }, header: {} },
      body: { owner: 'user:default/researcher', reason: text },
    });
    const booking = await world.book('admin', {
      resourceRefs: [found.entityRef],
      start: world.iso(1, '10:00'),
      end: world.iso(1, '12:00'),
      title: text,
      purpose: text,
    });
    await expect
      .poll(() => receiver.of('booking.created', booking.id).length)
      .toBeGreaterThan(0);
    const [delivery] = receiver.of('booking.created', booking.id);
    const status = await receiver.send(
      receiver.sign(delivery, {
        status: 'ready',
        message: text,
        access: { host: text.slice(0, 100), user: mark },
      }),
    );
    expect(status).toBeLessThan(300);
    const { data: request } = await serviceRequestsApiOf('admin').POST(
      '/requests',
      {
        body: {
          title: text.slice(0, 200),
          environment: 'staging',
          regions: ['eu-west-1'],
          owner: PLATFORM_TEAM,
          reason: text,
          endDate: inDays(30),
          items: [
            {
              offering: 'postgresql',
              operation: 'create',
              parameters: {
                name: mark,
                instanceClass: 'db.t4g.medium',
                storageGib: 20,
              },
            },
          ],
          submit: true,
        },
      },
    );
    await serviceRequestsApiOf('admin').POST('/requests/{id}/comments', {
      params: { path: { id: request!.id } },
      body: { comment: text },
    });
    return {
      resource: found,
      endpoint: created!,
      keyId: key!.id,
      handedOver: handedOver.id,
      booking,
      deliveryId: delivery.id,
      requestId: request!.id,
      day: world.iso(1, '10:00').slice(0, 10),
    };
  }
});

/** What the page's policy kept from running: nothing may come so far. */
function watch(page: Page): string[] {
  const refusals: string[] = [];
  page.on('console', message => {
    if (/content security policy/i.test(message.text())) {
      refusals.push(message.text());
    }
  });
  return refusals;
}
