import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { TEAM } from '../__testUtils__/people';
import {
  type Portal,
  postgres,
  startPortal,
} from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

/** What the starter policies ask of production. */
const FOR_PRODUCTION = {
  instanceClass: 'db.m7g.large',
  multiAz: true,
  backupRetentionDays: 7,
  deletionProtection: true,
};

describe.each(databases.eachSupportedId())('the review on %p', id => {
  let portal: Portal;
  let count = 0;
  const fresh = () => postgres(`db-${++count}`);

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id), { pollSeconds: 0.2 });
  });
  afterAll(() => portal.stop());

  it('is by somebody else, whatever road is taken', async () => {
    // Directly, by somebody who may review otherwise.
    const own = await portal.request('reviewer', [fresh()]);
    expect((await portal.approve('reviewer', own)).status).toBe(403);
    expect((await portal.get('reviewer', own.id)).actions).not.toContain(
      'approve',
    );
    // For a group of theirs.
    const groups = await portal.request('reviewer', [fresh()], {
      owner: 'group:default/reviewers',
    });
    expect((await portal.approve('reviewer', groups)).status).toBe(403);
    // With a token that they answer for, and of what such a token asked for.
    const developers = await portal.request('developer', [fresh()]);
    expect((await portal.approve('reviewBot', developers)).status).toBe(403);
    const pipelines = await portal.request('pipeline', [fresh()]);
    expect(pipelines).toMatchObject({ owner: 'user:default/developer' });
    expect((await portal.approve('reviewBot', pipelines)).status).toBe(403);
    // After editing what somebody else asked for.
    const edited = await portal.call<Request>(
      'admin',
      'PATCH',
      `/requests/${developers.id}`,
      { body: { title: 'Better so' }, headers: { 'if-match': '*' } },
    );
    expect(edited.body).toMatchObject({
      revision: 2,
      editors: ['user:default/admin'],
    });
    expect((await portal.approve('admin', edited.body)).status).toBe(403);
    expect((await portal.approve('reviewer', edited.body)).status).toBe(200);
  });

  it('is of one revision with its manifests', async () => {
    const first = await portal.request('developer', [fresh()]);
    const second = await portal.done<Request>(
      'developer',
      'PATCH',
      `/requests/${first.id}`,
      {
        headers: { 'if-match': `"${first.version}"` },
        body: { items: [{ ...fresh() }] },
      },
    );
    expect(second).toMatchObject({ revision: 2, status: 'submitted' });
    expect(second.manifestHash).not.toBe(first.manifestHash);
    expect((await portal.approve('reviewer', first)).status).toBe(409);
    expect(
      (
        await portal.approve('reviewer', {
          ...second,
          manifestHash: first.manifestHash,
        })
      ).status,
    ).toBe(409);
    // At the same moment on two connections: the approval is of what it names, or refused.
    const [approved, changed] = await Promise.all([
      portal.approve('reviewer', second),
      portal.call<Request>('developer', 'PATCH', `/requests/${first.id}`, {
        headers: { 'if-match': '*' },
        body: { reason: 'Changed at the same moment', items: [fresh()] },
      }),
    ]);
    expect([200, 409]).toContain(approved.status);
    expect(changed.status).toBe(200);
    const after = await portal.get('developer', first.id);
    expect(after).toMatchObject({ revision: 3, status: 'submitted' });
    expect(
      after.approvals.filter(one => one.revision === 3 || !one.void),
    ).toEqual([]);
  });

  it('wants two people for production, each once', async () => {
    const wanted = await portal.request(
      'developer',
      [postgres(`prod-${++count}`, FOR_PRODUCTION)],
      { environment: 'production', owner: TEAM, costCentre: 'CC-100' },
    );
    expect(wanted.approvalsNeeded).toBe(2);
    expect((await portal.approve('reviewer', wanted)).body).toMatchObject({
      status: 'submitted',
    });
    expect((await portal.approve('reviewer', wanted)).status).toBe(409);
    expect((await portal.approve('reviewer2', wanted)).body).toMatchObject({
      status: 'approved',
    });
    await portal.until(wanted.id, 'pr_open');
  });

  it('sends back with a reason, and forgets approvals', async () => {
    const wanted = await portal.request('developer', [fresh()]);
    const back = await portal.done<Request>(
      'reviewer',
      'POST',
      `/requests/${wanted.id}/request-changes`,
      { body: { comment: 'Smaller, please' } },
    );
    expect(back).toMatchObject({
      status: 'changes_requested',
      statusReason: 'Smaller, please',
    });
    expect((await portal.approve('reviewer', wanted)).status).toBe(409);
    const again = await portal.done<Request>(
      'developer',
      'POST',
      `/requests/${wanted.id}/submit`,
    );
    expect(again).toMatchObject({ status: 'submitted', revision: 1 });
    const rejected = await portal.done<Request>(
      'reviewer',
      'POST',
      `/requests/${wanted.id}/reject`,
      { body: { comment: 'Not needed' } },
    );
    expect(rejected).toMatchObject({ status: 'rejected' });
    expect(
      (await portal.call('developer', 'POST', `/requests/${wanted.id}/submit`))
        .status,
    ).toBe(409);
    // Its name is free again.
    expect(
      await portal.request('colleague', [postgres(wanted.items[0].name)]),
    ).toMatchObject({ status: 'submitted' });
  });

  it('is whose it is that claimed it, and their deputy’s', async () => {
    const wanted = await portal.request('developer', [fresh()]);
    const claimed = await portal.done<Request>(
      'reviewer',
      'POST',
      `/requests/${wanted.id}/claim`,
    );
    expect(claimed).toMatchObject({
      status: 'in_review',
      claim: { by: 'user:default/reviewer' },
    });
    expect((await portal.approve('reviewer2', wanted)).status).toBe(409);
    await portal.done('reviewer', 'POST', `/requests/${wanted.id}/claim`, {
      body: { deputy: 'user:default/reviewer-2' },
    });
    expect((await portal.approve('reviewer2', wanted)).status).toBe(200);
  });

  it('does not merge what was pushed after the approval', async () => {
    const wanted = await portal.request('developer', [fresh()]);
    await portal.approve('reviewer', wanted);
    const open = await portal.until(wanted.id, 'pr_open');
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: path.join(portal.directory, 'gitops.git'),
        encoding: 'utf8',
        env: {
          ...process.env,
          GIT_AUTHOR_NAME: 'Somebody',
          GIT_AUTHOR_EMAIL: 'somebody@example.com',
          GIT_COMMITTER_NAME: 'Somebody',
          GIT_COMMITTER_EMAIL: 'somebody@example.com',
        },
      }).trim();
    const { branch, headSha } = open.changeSet!;
    const pushed = git(
      'commit-tree',
      `${headSha}^{tree}`,
      '-p',
      headSha!,
      '-m',
      'One more',
    );
    git('update-ref', `refs/heads/${branch}`, pushed);
    const merged = await portal.call(
      'reviewer',
      'POST',
      `/requests/${wanted.id}/merge`,
    );
    expect(merged.status).toBe(409);
    const stopped = await portal.until(wanted.id, 'pr_conflict');
    expect(stopped.statusReason).toMatch(/pushed/);
    // Asked again, it is a new revision that needs a new approval.
    const again = await portal.done<Request>(
      'developer',
      'POST',
      `/requests/${wanted.id}/rebase`,
    );
    expect(again).toMatchObject({ status: 'submitted', revision: 2 });
    expect(again.approvals.every(one => one.void)).toBe(true);
    await portal.bringAbout(again);
  });

  it('notices a merge outside of the portal, and leaves what was edited', async () => {
    const wanted = await portal.request('developer', [fresh()]);
    await portal.approve('reviewer', wanted);
    const { changeSet } = await portal.until(wanted.id, 'pr_open');
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: path.join(portal.directory, 'gitops.git'),
        encoding: 'utf8',
        env: {
          ...process.env,
          GIT_AUTHOR_NAME: 'Somebody',
          GIT_AUTHOR_EMAIL: 'somebody@example.com',
          GIT_COMMITTER_NAME: 'Somebody',
          GIT_COMMITTER_EMAIL: 'somebody@example.com',
        },
      }).trim();
    const main = git('rev-parse', 'refs/heads/main');
    const tree = git('merge-tree', '--write-tree', main, changeSet!.headSha!);
    const merge = git(
      ...['commit-tree', tree, '-p', main, '-p', changeSet!.headSha!],
      ...['-m', 'Merged by hand'],
    );
    git('update-ref', 'refs/heads/main', merge, main);
    const merged = await portal.until(wanted.id, 'ready');
    expect(merged.changeSet).toMatchObject({ state: 'merged' });
    expect(merged.changeSet).not.toHaveProperty('mergedBy');

    const edited = await portal.request('developer', [fresh()]);
    await portal.approve('reviewer', edited);
    const open = await portal.until(edited.id, 'pr_open');
    const again = await portal.done<Request>(
      'developer',
      'PATCH',
      `/requests/${edited.id}`,
      {
        headers: { 'if-match': `"${open.version}"` },
        body: { items: [fresh()] },
      },
    );
    expect(again).toMatchObject({ status: 'submitted', revision: 2 });
    const stale = await portal.call(
      'reviewer',
      'POST',
      `/requests/${edited.id}/merge`,
    );
    expect(stale.status).toBe(409);
    await portal.bringAbout(again);
    const names = git('ls-tree', '-r', '--name-only', 'refs/heads/main');
    expect(names).not.toContain(`/${edited.items[0].name}/`);
    expect(names).toContain(`/${again.items[0].name}/`);
  });

  it('is refused by policy, unless somebody who may sets it aside', async () => {
    const body = {
      title: 'Production at a bargain',
      environment: 'production',
      region: 'eu-west-1',
      owner: TEAM,
      submit: true,
      items: [postgres(`bargain-${++count}`)],
    };
    const refused = await portal.call('developer', 'POST', '/requests', {
      body,
    });
    expect(refused.status).toBe(403);
    expect(
      refused.body.verdicts
        .filter((one: { result: string }) => one.result === 'deny')
        .map((one: { policy: string }) => one.policy),
    ).toEqual(expect.arrayContaining(['production-multi-az']));
    const list = await portal.done('developer', 'GET', '/requests?q=bargain');
    expect(list.items).toEqual([]);
    const override = { reason: 'The board wants it' };
    expect(
      (
        await portal.call('developer', 'POST', '/requests', {
          body: { ...body, override },
        })
      ).status,
    ).toBe(403);
    const given = await portal.done<Request>('admin', 'POST', '/requests', {
      body: { ...body, override },
    });
    expect(given).toMatchObject({
      status: 'submitted',
      override: { by: 'user:default/admin', reason: 'The board wants it' },
    });
  });
});
