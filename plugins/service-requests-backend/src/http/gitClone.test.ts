import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { TestDatabases } from '@backstage/backend-test-utils';
import { authorizationOf, type Principal } from '../__testUtils__/people';
import {
  type Portal,
  postgres,
  startPortal,
} from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const run = promisify(execFile);

jest.setTimeout(60_000);

describe('the repository of manifests, for a stock git', () => {
  let portal: Portal;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'callboard-clone-'));
    portal = await startPortal(await databases.init('SQLITE_3'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await portal.stop();
  });

  /** As a person does it: a token of the portal as the password. */
  async function clone(who: Principal, to: string): Promise<void> {
    const url = new URL(`${portal.url}/gitops.git`);
    const { authorization = '' } = authorizationOf(who);
    url.username = 'anybody';
    url.password = authorization.replace(/^Bearer /, '') || 'nothing';
    await run('git', ['clone', '--quiet', url.href, path.join(folder, to)], {
      env: {
        ...process.env,
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    });
  }

  it('has what was merged, for who may read all of it', async () => {
    const request = await portal.request('developer', [postgres('cloned')]);
    await portal.bringAbout(request);
    const { files } = await portal.done(
      'reviewer',
      'GET',
      `/requests/${request.id}/diff`,
    );
    await clone('reviewer', 'reviewers');
    const manifest = readFileSync(
      path.join(folder, 'reviewers', files[0].path),
      'utf8',
    );
    expect(manifest).toContain('kind: Instance');
    expect(manifest).toContain(request.items[0].name);
    await clone('auditor', 'auditors');
  });

  it.each<[Principal, RegExp]>([
    ['developer', /403/],
    ['visitor', /403/],
    ['nobody', /401|Authentication failed/],
    ['external', /403/],
  ])('is not for %s', async (who, why) => {
    await expect(clone(who, `not-for-${who}`)).rejects.toThrow(why);
  });
});
