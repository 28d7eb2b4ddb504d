import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../../packages/workspace/chromium.mjs';

const { chromium } = createRequire(
  fileURLToPath(new URL('../../packages/app/package.json', import.meta.url)),
)('@playwright/test');

const MINUTE_MS = 60_000;
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Goes through a portal with a browser; resolves with the exit code. */
export async function walk({ portal, keycloak, people }) {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const visit = new Visit(browser, portal);
    for (const [name, step] of steps(visit, keycloak, people)) {
      const remark = await step();
      console.log(`✓ ${name}${remark ? `: ${remark}` : ''}`);
    }
    return 0;
  } finally {
    await browser.close();
  }
}

function steps(visit, keycloak, people) {
  const [admin, member, leaver, guest] = people;
  const state = {};
  return [
    [
      'an administrator signs in and sets up a site',
      async () => {
        state.admin = await visit.signIn(admin);
        await visit.create(state.admin, 'sites', {
          name: 'lab',
          title: 'Lab',
          timeZone: 'Europe/Rome',
        });
        await visit.create(state.admin, 'resource-types', {
          name: 'bench',
          title: 'Bench',
          colour: '#1f6feb',
        });
        await visit.create(state.admin, 'resources', {
          name: 'bench-1',
          title: 'Bench 1',
          siteRef: 'resource:default/lab',
          type: 'bench',
        });
      },
    ],
    [
      'a member signs in, books, and may not do more',
      async () => {
        state.member = await visit.signIn(member);
        const start = new Date(Date.now() + 60 * MINUTE_MS);
        await visit.create(state.member, 'bookings', {
          resourceRefs: ['resource:default/bench-1'],
          title: 'Thin films',
          start: start.toISOString(),
          end: new Date(start.getTime() + 60 * MINUTE_MS).toISOString(),
        });
        const attempt = { name: 'x', title: 'X', timeZone: 'UTC' };
        assert.equal(await visit.post(state.member, 'sites', attempt), 403);
      },
    ],
    [
      'who is in no group signs in and sees nothing',
      async () => {
        const page = await visit.signIn(guest);
        assert.equal(await visit.countSites(page), 0);
      },
    ],
    [
      'signing out ends the session in Keycloak',
      async () => {
        const page = await visit.signIn(leaver, '/settings');
        await page.getByTestId('user-settings-menu').click();
        await page.getByTestId('sign-out').click();
        const button = page.getByRole('button', { name: /^Continue with/ });
        await button.click();
        await page.locator('#password').waitFor();
      },
    ],
    [
      'a session that an administrator ends is not renewed',
      async () => {
        state.leaver = await visit.signIn(leaver);
        await keycloak.endSessions(leaver.id);
        assert.equal(await visit.refreshStatus(state.leaver), 401);
        state.leaver = await visit.signIn(leaver);
      },
    ],
    [
      'a right that came through a group is gone',
      () =>
        visit.timeUntilGone(state.admin, () =>
          keycloak.leaveGroup(admin.id, 'callboard-admins'),
        ),
    ],
    [
      'who is disabled has no rights',
      () =>
        visit.timeUntilGone(state.member, () =>
          keycloak.changePerson(member.id, { enabled: false }),
        ),
    ],
    [
      'who is deleted has no rights',
      () =>
        visit.timeUntilGone(state.leaver, () =>
          keycloak.removePerson(leaver.id),
        ),
    ],
    [
      'who is disabled or deleted does not get in again',
      async () => {
        assert.equal(await visit.refreshStatus(state.member), 401);
        assert.equal(await visit.refreshStatus(state.leaver), 401);
      },
    ],
  ];
}

class Visit {
  #browser;
  #url;

  constructor(browser, { url }) {
    this.#browser = browser;
    this.#url = url;
  }

  /** A page of a browser of its own, on which somebody has signed in. */
  async signIn({ username, password }, path = '/catalog') {
    const context = await this.#browser.newContext();
    const page = await context.newPage();
    await page.goto(`${this.#url}${path}`);
    await page.getByRole('button', { name: /^Continue with/ }).click();
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(password);
    await page.locator('#kc-login').click();
    await page.waitForURL(`${this.#url}${path}`);
    const answer = await this.#refresh(page);
    assert.equal(answer.status(), 200, await answer.text());
    page.token = (await answer.json()).backstageIdentity.token;
    return page;
  }

  async refreshStatus(page) {
    return (await this.#refresh(page)).status();
  }

  async #refresh(page) {
    return page.request.get(
      `${this.#url}/api/auth/oidc/refresh?env=production`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
  }

  async #call(page, path, body) {
    return fetch(`${this.#url}/api/reservations/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${page.token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
  }

  async post(page, path, body) {
    return (await this.#call(page, path, body)).status;
  }

  async create(page, path, body) {
    const answer = await this.#call(page, path, body);
    assert.equal(answer.status, 201, await answer.text());
  }

  /** How many sites somebody sees, by the token they had from the beginning. */
  async countSites(page) {
    const answer = await this.#call(page, 'sites');
    return answer.ok ? (await answer.json()).items.length : 0;
  }

  async timeUntilGone(page, takeAway) {
    assert.equal(await this.countSites(page), 1);
    await takeAway();
    const started = Date.now();
    while ((await this.countSites(page)) > 0) {
      assert.ok(Date.now() - started < MINUTE_MS, 'not within a minute');
      await sleep(250);
    }
    return `after ${((Date.now() - started) / 1000).toFixed(1)} s`;
  }
}
