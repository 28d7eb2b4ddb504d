import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { principals } from '../__testUtils__/people';
import { type Portal, startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** The commands of docs/service-requests.md, in their order. */
function documentedScript(): string {
  const text = readFileSync(
    path.resolve(__dirname, '../../../../docs/service-requests.md'),
    'utf8',
  );
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)];
  expect(blocks.length).toBeGreaterThan(3);
  return blocks.map(([, block]) => block).join('\n');
}

describe.each(databases.eachSupportedId())(
  'the CI job of the docs on %p',
  id => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal(await databases.init(id));
    });
    afterAll(() => portal.stop());

    const run = (name: string, more: object = {}) =>
      promisify(execFile)('sh', ['-eu', '-c', documentedScript()], {
        timeout: 40_000,
        env: {
          PATH: process.env.PATH,
          CALLBOARD: portal.url,
          CALLBOARD_TOKEN: mockCredentials.service.token({
            onBehalfOf: mockCredentials.service(principals.pipeline),
            targetPluginId: 'service-requests',
          }),
          NAME: name,
          JOB: '1234',
          ...more,
        },
      });

    const submitted = async (count: number) => {
      for (let attempt = 0; attempt < 200; attempt++) {
        const { items } = await portal.done('admin', 'GET', '/requests');
        if (items.length === count) {
          return items[0];
        }
        await new Promise(done => setTimeout(done, 50));
      }
      throw new Error('It was not handed in');
    };

    it('asks, waits for its review, and says where it is', async () => {
      const job = run('ci-orders');
      await portal.bringAbout(await submitted(1));
      const { stdout } = await job;
      expect(stdout).toMatch(/ci-orders.*\n.+\/ci-orders/);
      // A retry of the same run asks for nothing new.
      await run('ci-orders');
      const { items } = await portal.done('admin', 'GET', '/requests');
      expect(items).toMatchObject([
        { status: 'ready', requestedBy: principals.pipeline },
      ]);
    });

    it('ends with the answer where it is refused', async () => {
      await expect(run('../../main', { JOB: '1235' })).rejects.toMatchObject({
        stdout: expect.stringContaining('name'),
      });
    });
  },
);
