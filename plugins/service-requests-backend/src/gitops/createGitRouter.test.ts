import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { connect } from 'node:net';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AUTHOR,
  openChangeSet,
} from '@callboard/backstage-plugin-service-requests-node/testUtils';
import express from 'express';
import request from 'supertest';
import { createFixture, personsGit } from './__testUtils__/createFixture';
import {
  createGitRouter,
  GIT_PATH,
  type GitRouterOptions,
} from './createGitRouter';
import { tokenOf } from './tokenOf';

const FILE = 'services/dev/eu-west-1/orders-db/instance.yaml';
const TYPE = 'application/x-git-upload-pack-request';

describe('createGitRouter', () => {
  let fixture: Awaited<ReturnType<typeof createFixture>>;
  let folder: string;
  let server: Server;
  let base: string;

  async function listen(options: Partial<GitRouterOptions> = {}) {
    const app = express();
    app.use(
      GIT_PATH,
      createGitRouter({
        gitops: fixture.backend,
        logger: mockServices.logger.mock(),
        authenticate: async incoming => {
          const token = tokenOf(incoming);
          if (token === 'good') {
            return 'allowed';
          }
          return token === 'other' ? 'denied' : 'unauthenticated';
        },
        ...options,
      }),
    );
    const middleware = MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    });
    app.use(middleware.error());
    server?.close();
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${GIT_PATH}`;
    return app;
  }

  const url = (token = 'good') =>
    base.replace('http://', `http://git:${token}@`);
  const mergeOne = async (key: string, content: string) => {
    const { pull, sha } = await openChangeSet(fixture.backend, {
      key,
      files: { [FILE]: content },
    });
    return fixture.backend.merge({
      id: pull.id,
      expectedHeadSha: sha,
      message: `Merge ${key}`,
      author: AUTHOR,
    });
  };
  const ask = (line: string) => {
    const packet = (text: string) =>
      (text.length + 4).toString(16).padStart(4, '0') + text;
    return Buffer.from(`${packet(line)}0000${packet('done\n')}`);
  };

  beforeEach(async () => {
    fixture = await createFixture();
    folder = await mkdtemp(join(tmpdir(), 'callboard-clone-'));
  });
  afterEach(async () => {
    await new Promise(resolve => server.close(resolve));
    await fixture.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([0, 1, 2])(
    'is cloned and fetched by a stock git, protocol version %d',
    async version => {
      await listen();
      await mergeOne('r-1', 'a: 1\n');
      const clone = join(folder, 'clone');
      const protocol = ['-c', `protocol.version=${version}`];
      await personsGit(folder, ...protocol, 'clone', '-q', url(), clone);
      expect(await readFile(join(clone, FILE), 'utf8')).toBe('a: 1\n');
      expect((await readdir(clone)).sort()).toEqual([
        '.git',
        'README.md',
        'services',
      ]);

      const merged = await mergeOne('r-2', 'a: 2\n');
      await personsGit(clone, ...protocol, 'pull', '-q', '--ff-only');
      expect(await readFile(join(clone, FILE), 'utf8')).toBe('a: 2\n');
      expect(await personsGit(clone, 'rev-parse', 'HEAD')).toBe(
        merged.mergeSha,
      );

      const shallow = join(folder, 'shallow');
      const once = ['clone', '-q', '--depth', '1', url(), shallow];
      await personsGit(folder, ...protocol, ...once);
      expect(await personsGit(shallow, 'rev-list', '--count', 'HEAD')).toBe(
        '1',
      );
      await personsGit(shallow, ...protocol, 'fetch', '-q', '--unshallow');
      expect(
        Number(await personsGit(shallow, 'rev-list', '--count', 'HEAD')),
      ).toBeGreaterThan(3);
    },
  );

  it('fetches after many commits, with a body that git gzips', async () => {
    await listen();
    const clone = join(folder, 'clone');
    await personsGit(folder, 'clone', '-q', url(), clone);
    for (let i = 0; i < 60; i++) {
      const args = ['commit', '-q', '--allow-empty', '-m', `mine ${i}`];
      await personsGit(clone, ...args);
    }
    await mergeOne('r-1', 'a: 1\n');
    await personsGit(clone, 'fetch', '-q');
    expect(await personsGit(clone, 'show', `origin/main:${FILE}`)).toBe('a: 1');
  });

  it('shows main and nothing else', async () => {
    await listen();
    await mergeOne('r-1', 'a: 1\n');
    const { pull, sha } = await openChangeSet(fixture.backend, {
      key: 'r-2',
      files: { [FILE]: 'a: 2\n' },
    });
    expect(pull.state).toBe('open');
    const listed = await personsGit(folder, 'ls-remote', url());
    const refs = listed.split('\n').map(line => line.split('\t')[1]);
    expect(refs).toEqual(['HEAD', 'refs/heads/main']);
    await expect(
      personsGit(folder, '-c', 'protocol.version=0', 'fetch-pack', url(), sha),
    ).rejects.toThrow();
  });

  it('asks who is there, as git expects it', async () => {
    const app = await listen();
    const path = `${GIT_PATH}/info/refs?service=git-upload-pack`;
    const nobody = await request(app).get(path);
    expect(nobody.status).toBe(401);
    expect(nobody.headers['www-authenticate']).toMatch(/^Basic realm=/);
    expect((await request(app).get(path).auth('x', 'wrong')).status).toBe(401);
    expect((await request(app).get(path).auth('x', 'other')).status).toBe(403);
    expect(
      (await request(app).get(path).set('Authorization', 'Bearer good')).status,
    ).toBe(200);
    const unknown = await request(app).get(`${GIT_PATH}/HEAD`);
    expect(unknown.status).toBe(401);
    await expect(
      personsGit(folder, 'clone', '-q', url('wrong'), 'x'),
    ).rejects.toThrow(/Authentication failed/);
  });

  it('cannot be pushed to', async () => {
    await listen();
    const before = await fixture.backend.head();
    const clone = join(folder, 'clone');
    await personsGit(folder, 'clone', '-q', url(), clone);
    await personsGit(clone, 'commit', '-q', '--allow-empty', '-m', 'mine');
    await expect(
      personsGit(clone, 'push', '-q', 'origin', 'main'),
    ).rejects.toThrow(/403/);
    expect(await fixture.backend.head()).toBe(before);
  });

  it.each([
    ['get', '/info/refs', 403],
    ['get', '/info/refs?service=git-receive-pack', 403],
    ['get', '/info/refs?service=git-upload-archive', 403],
    ['get', '/info/refs?service=git-upload-pack&service=git-receive-pack', 403],
    ['get', '/info/refs?service[]=git-upload-pack', 403],
    ['get', '/info/refs?service=git-upload-pack%00', 403],
    ['get', '/info/refs?service=--upload-pack%3Dtouch', 403],
    ['post', '/git-receive-pack', 403],
    ['get', '/git-receive-pack', 403],
    ['post', '/git-upload-archive', 404],
    ['get', '/git-upload-pack', 404],
    ['post', '/git-upload-pack', 404],
    ['post', '/info/refs?service=git-upload-pack', 404],
    ['get', '/HEAD', 404],
    ['get', '/config', 404],
    ['get', '/objects/info/packs', 404],
    ['get', '/objects/../config', 404],
    ['get', '/..%2f..%2fetc%2fpasswd', 404],
    ['get', '/info%2frefs?service=git-upload-pack', 404],
    ['get', '/INFO/REFS?service=git-upload-pack', 404],
    ['get', '/info/refs/?service=git-upload-pack', 404],
    ['get', '/', 404],
    ['put', '/config', 404],
    ['delete', '/refs/heads/main', 404],
  ] as const)('answers %s %s with %d', async (method, path, status) => {
    const app = await listen();
    const response = await request(app)
      [method](`${GIT_PATH}${path}`)
      .set('Authorization', 'Bearer good');
    expect(response.status).toBe(status);
    expect(response.text).not.toContain('[core]');
    expect(response.text).not.toContain(fixture.backend.directory);
  });

  it('takes no option and no other protocol from a header', async () => {
    const app = await listen();
    for (const header of [
      'version=2:--upload-pack=x',
      'version=9',
      'version=2\tx',
      '$(touch x)',
    ]) {
      const response = await request(app)
        .get(`${GIT_PATH}/info/refs?service=git-upload-pack`)
        .set('Authorization', 'Bearer good')
        .set('Git-Protocol', header)
        .buffer(true)
        .parse(asText);
      expect(response.status).toBe(200);
      expect(response.body).toMatch(/^001e# service=/);
    }
  });

  it('refuses bodies that are too large, unreadable or nonsense', async () => {
    const app = await listen({ maxBodyBytes: 10_000 });
    const post = (body: Buffer, headers: Record<string, string> = {}) =>
      request(app)
        .post(`${GIT_PATH}/git-upload-pack`)
        .set({ Authorization: 'Bearer good', 'Content-Type': TYPE, ...headers })
        .serialize(value => value)
        .buffer(true)
        .parse(asText)
        .send(body as unknown as string);
    expect((await post(Buffer.alloc(20_000))).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    const gzip = { 'Content-Encoding': 'gzip' };
    expect((await post(bomb, gzip)).status).toBe(413);
    expect((await post(Buffer.from('no gzip'), gzip)).status).toBe(400);
    const other = { 'Content-Encoding': 'br' };
    expect((await post(Buffer.from('x'), other)).status).toBe(400);
    expect((await post(Buffer.from('nonsense'))).status).toBe(400);
    const unknown = await post(ask(`want ${'0'.repeat(39)}1\n`));
    expect(unknown.body).toMatch(/ERR upload-pack: not our ref/);
    const good = await post(ask(`want ${await fixture.backend.head()}\n`));
    expect(good.body).toMatch(/NAK\n.*PACK/s);
  });

  it('runs so many at a time, and sends away who waits too long', async () => {
    await listen({ maxProcesses: 1, maxWaiting: 3, patienceMs: 60_000 });
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const response = await request(server)
          .get(`${GIT_PATH}/info/refs?service=git-upload-pack`)
          .set('Authorization', 'Bearer good');
        return response.status;
      }),
    );
    const served = statuses.filter(status => status === 200).length;
    expect(served).toBeGreaterThanOrEqual(4);
    expect(served).toBeLessThan(12);
    expect(statuses.filter(status => status === 503)).toHaveLength(12 - served);
    const later = await request(server)
      .get(`${GIT_PATH}/info/refs?service=git-upload-pack`)
      .set('Authorization', 'Bearer good');
    expect(later.status).toBe(200);
  });

  it('ends what takes too long, and what nobody listens to', async () => {
    // Hangs in place of git, so that only a kill ends it.
    const command = join(__dirname, '__testUtils__', 'hangingGit.sh');
    await listen({
      gitops: { ...pick(fixture.backend), command },
      maxProcesses: 1,
      timeoutMs: 300,
    });
    const get = () =>
      request(server)
        .get(`${GIT_PATH}/info/refs?service=git-upload-pack`)
        .set('Authorization', 'Bearer good');
    await expect(get()).rejects.toThrow(/hang up|ECONNRESET/);
    await expect(get()).rejects.toThrow(/hang up|ECONNRESET/);
    expect(await hanging(fixture.backend.directory)).toBe(0);

    await listen({
      gitops: { ...pick(fixture.backend), command },
      maxProcesses: 1,
      timeoutMs: 60_000,
    });
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(
      `GET ${GIT_PATH}/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n\r\n`,
    );
    await until(async () => (await hanging(fixture.backend.directory)) > 0);
    socket.destroy();
    await until(async () => (await hanging(fixture.backend.directory)) === 0);
  });
});

function pick(gitops: GitRouterOptions['gitops']) {
  const { directory, branch } = gitops;
  return { directory, branch };
}

function asText(
  response: request.Response,
  done: (error: Error | null, body: string) => void,
): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', chunk => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks).toString('latin1')));
}

/** Processes that work in a directory. */
async function hanging(directory: string): Promise<number> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const places = await Promise.all(
    pids.map(async pid => {
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
        () => '',
      );
      return place === directory && text.includes('sleep') ? 1 : 0;
    }),
  );
  return places.reduce<number>((sum, one) => sum + one, 0);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error('It did not happen in time');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
