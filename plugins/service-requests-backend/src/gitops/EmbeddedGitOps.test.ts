import {
  access,
  chmod,
  mkdir,
  readdir,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AUTHOR,
  openChangeSet,
} from '@callboard/backstage-plugin-service-requests-node/testUtils';
import { createFixture, personsGit } from './__testUtils__/createFixture';
import { EmbeddedGitOps } from './EmbeddedGitOps';

const FILE = 'services/dev/eu-west-1/orders-db/instance.yaml';
const LINES = Array.from({ length: 20 }, (_, i) => `k${i}: ${i}\n`);
const change = (...lines: number[]) =>
  LINES.map((line, i) => (lines.includes(i) ? `k${i}: changed\n` : line)).join(
    '',
  );

describe('EmbeddedGitOps', () => {
  let fixture: Awaited<ReturnType<typeof createFixture>>;
  const logger = mockServices.logger.mock();
  beforeEach(async () => {
    fixture = await createFixture();
  });
  afterEach(() => fixture.stop());

  const merge = (opened: { pull: { id: string }; sha: string }) =>
    fixture.backend.merge({
      id: opened.pull.id,
      expectedHeadSha: opened.sha,
      message: 'Merge',
      author: AUTHOR,
    });

  it('begins with a file that says what it is', async () => {
    const { backend } = fixture;
    expect(await backend.listFiles('')).toEqual(['README.md']);
    expect(await backend.readFile('README.md')).toContain('Callboard writes');
    const head = await backend.head();
    const again = await fixture.another();
    expect(await again.head()).toBe(head);
  });

  it('is begun once by several portals that start at once', async () => {
    const directory = join(fixture.backend.directory, '..', 'fresh.git');
    const portals = await Promise.all(
      Array.from({ length: 5 }, () =>
        EmbeddedGitOps.create({ directory, logger }),
      ),
    );
    const heads = await Promise.all(portals.map(portal => portal.head()));
    expect(new Set(heads).size).toBe(1);
    portals.forEach(portal => portal.stop());
  });

  it('says what to install where there is no git, or an old one', async () => {
    const folder = join(fixture.backend.directory, '..');
    const create = (command: string) =>
      EmbeddedGitOps.create({
        directory: join(folder, 'other.git'),
        logger,
        command,
      });
    await expect(create('no-such-git')).rejects.toThrow(
      /'no-such-git' did not start.*git 2\.30 or newer must be installed/,
    );
    const old = join(folder, 'old-git');
    await writeFile(old, '#!/bin/sh\necho git version 2.25.1\n');
    await chmod(old, 0o755);
    await expect(create(old)).rejects.toThrow(/2\.25\.1.*2\.30 or newer/);
  });

  it('touches no directory that holds something else', async () => {
    const directory = join(fixture.backend.directory, '..', 'photos');
    await mkdir(directory);
    await writeFile(join(directory, 'me.jpg'), 'x');
    await expect(EmbeddedGitOps.create({ directory, logger })).rejects.toThrow(
      /a directory of their own/,
    );
    await expect(access(join(directory, 'HEAD'))).rejects.toThrow();
  });

  it.each(['--bare', '../main', 'a b', '', 'main.lock'])(
    'takes %j for no main branch',
    async branch => {
      const directory = join(fixture.backend.directory, '..', 'x.git');
      await expect(
        EmbeddedGitOps.create({ directory, logger, branch: branch || ' ' }),
      ).rejects.toThrow();
    },
  );

  describe.each([undefined, [2, 30] as [number, number]])(
    'merging with git %j',
    version => {
      beforeEach(async () => {
        await fixture.stop();
        fixture = await createFixture({ version });
      });

      it('joins changes of different lines of one file', async () => {
        const { backend, people } = fixture;
        await people.push({ files: { [FILE]: change() } });
        const one = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: change(2) },
        });
        const two = await openChangeSet(backend, {
          key: 'r-2',
          files: { [FILE]: change(15) },
        });
        await merge(one);
        expect(await backend.getPullRequest(two.pull.id)).toMatchObject({
          mergeable: true,
        });
        await merge(two);
        expect(await backend.readFile(FILE)).toBe(change(2, 15));
        expect(await backend.listFiles('')).toEqual(['README.md', FILE]);
      });

      it.each([
        ['both changed a line', change(2), change(2).replace('changed', 'x')],
        ['one deleted what the other changed', undefined, change(2)],
        ['one changed what the other deleted', change(2), undefined],
      ])('refuses where %s', async (_, theirs, ours) => {
        const { backend, people } = fixture;
        await people.push({ files: { [FILE]: change() } });
        const opened = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: theirs },
        });
        await people.push({ files: { [FILE]: ours } });
        expect(await backend.getPullRequest('r-1')).toMatchObject({
          mergeable: false,
        });
        await expect(merge(opened)).rejects.toThrow(/does not merge cleanly/);
      });

      it('refuses where both added another file of one name', async () => {
        const { backend, people } = fixture;
        const opened = await openChangeSet(backend, {
          key: 'r-1',
          files: { [FILE]: 'a: 1\n' },
        });
        await people.push({ files: { [FILE]: 'a: 2\n' } });
        await expect(merge(opened)).rejects.toThrow(/does not merge cleanly/);
      });
    },
  );

  it('knows as merged what died between main and its record', async () => {
    const { backend } = fixture;
    const opened = await openChangeSet(backend, {
      key: 'r-1',
      files: { [FILE]: 'a: 1\n' },
    });
    const { directory } = backend;
    const record = 'refs/callboard/pulls/r-1';
    const before = await personsGit(directory, 'rev-parse', record);
    const merged = await merge(opened);
    // As git leaves it that was killed after the first of three references.
    await personsGit(directory, 'update-ref', record, before);
    const branch = 'refs/heads/changes/r-1';
    await personsGit(directory, 'update-ref', branch, opened.sha);

    const survivor = await fixture.another();
    expect(await survivor.getPullRequest('r-1')).toEqual(merged);
    expect(await merge(opened)).toEqual(merged);
    expect(await backend.head()).toBe(merged.mergeSha);
    expect(await fixture.people.countBranches()).toBe(0);
  });

  it('knows a merge by fast-forward', async () => {
    const { backend } = fixture;
    const { sha } = await openChangeSet(backend, {
      key: 'r-1',
      files: { [FILE]: 'a: 1\n' },
    });
    await personsGit(backend.directory, 'update-ref', 'refs/heads/main', sha);
    await fixture.people.push({ files: { 'notes.md': 'x\n' } });
    expect(await backend.getPullRequest('r-1')).toMatchObject({
      state: 'merged',
      mergeSha: sha,
    });
  });

  it('takes a change set without changes for open until it is merged', async () => {
    const { backend, people } = fixture;
    const opened = await openChangeSet(backend, { key: 'r-1', files: {} });
    await people.push({ files: { 'notes.md': 'x\n' } });
    expect((await backend.getPullRequest('r-1')).state).toBe('open');
    const head = await backend.head();
    expect((await merge(opened)).state).toBe('merged');
    expect(await backend.head()).toBe(head);
  });

  it('gets over a lock that somebody left who was killed', async () => {
    const { backend } = fixture;
    const opened = await openChangeSet(backend, {
      key: 'r-1',
      files: { [FILE]: 'a: 1\n' },
    });
    const lock = join(backend.directory, 'refs', 'heads', 'main.lock');
    await writeFile(lock, '');
    const old = new Date(Date.now() - 60_000);
    await utimes(lock, old, old);
    expect((await merge(opened)).state).toBe('merged');
    await expect(access(lock)).rejects.toThrow();
  });

  it('runs no hook, and hears nothing of the environment', async () => {
    const { backend } = fixture;
    const proof = join(backend.directory, 'hook-was-here');
    const hooks = join(backend.directory, 'hooks');
    await mkdir(hooks, { recursive: true });
    for (const name of ['reference-transaction', 'post-update']) {
      await writeFile(join(hooks, name), `#!/bin/sh\ntouch ${proof}\n`);
      await chmod(join(hooks, name), 0o755);
    }
    const before = { ...process.env };
    Object.assign(process.env, {
      GIT_DIR: '/nonexistent',
      GIT_INDEX_FILE: '/nonexistent',
      GIT_OBJECT_DIRECTORY: '/nonexistent',
      GIT_AUTHOR_NAME: 'Somebody Else',
      GIT_TRACE: proof,
    });
    try {
      const other = await EmbeddedGitOps.create({
        directory: backend.directory,
        logger,
      });
      const { sha } = await openChangeSet(other, {
        key: 'r-1',
        files: { [FILE]: 'a: 1\n' },
      });
      other.stop();
      process.env = before;
      const commit = await fixture.people.showCommit(sha);
      expect(commit.name).toBe(AUTHOR.name);
    } finally {
      process.env = before;
    }
    await expect(access(proof)).rejects.toThrow();
  });

  it('commits at the time it is told, by whom it is told', async () => {
    const { directory } = fixture.backend;
    const other = await EmbeddedGitOps.create({
      directory,
      logger,
      now: () => new Date('2026-02-03T04:05:06Z'),
    });
    const { sha } = await openChangeSet(other, {
      key: 'r-1',
      files: { [FILE]: 'a: 1\n' },
    });
    other.stop();
    expect(
      await personsGit(directory, 'show', '-s', '--format=%aI %cn', sha),
    ).toBe('2026-02-03T04:05:06+00:00 Reviewer');
  });

  it('keeps modes, and leaves alone what is no plain file', async () => {
    const { backend } = fixture;
    const { directory } = backend;
    const target = join(directory, '..', 'copy');
    await personsGit(directory, 'clone', '-q', directory, target);
    await writeFile(join(target, 'run.sh'), 'echo 1\n', { mode: 0o755 });
    await symlink('/etc/passwd', join(target, 'link'));
    await writeFile(join(target, 'ä ö.yaml'), 'x: 1\n');
    await personsGit(target, 'add', '-A');
    await personsGit(target, 'commit', '-q', '-m', 'By hand');
    await personsGit(target, 'push', '-q');

    const { sha } = await openChangeSet(backend, {
      key: 'r-1',
      files: { 'run.sh': 'echo 2\n' },
    });
    expect(await personsGit(directory, 'ls-tree', sha, 'run.sh')).toMatch(
      /^100755 /,
    );
    expect(await backend.listFiles('', sha)).toContain('ä ö.yaml');
    expect(await backend.readFile('ä ö.yaml', sha)).toBe('x: 1\n');
    await expect(
      openChangeSet(backend, { key: 'r-2', files: { link: 'x' } }),
    ).rejects.toThrow(/not a plain file/);
    await expect(
      openChangeSet(backend, { key: 'r-3', files: { 'link/x': 'x' } }),
    ).rejects.toThrow(/cannot hold files/);
  });

  it('tells of what is done here, and of what others push', async () => {
    const { backend, people } = fixture;
    let told = 0;
    const listener = () => {
      told++;
    };
    const stop = backend.onChange(listener);
    const opened = await openChangeSet(backend, {
      key: 'r-1',
      files: { [FILE]: 'a: 1\n' },
    });
    await until(() => told > 0);
    await merge(opened);
    await pause(200);

    told = 0;
    await people.push({ files: { 'notes.md': 'x\n' } });
    await until(() => told > 0);
    stop();
    await pause(200);
    told = 0;
    await people.push({ files: { 'notes.md': 'y\n' } });
    await pause(200);
    expect(told).toBe(0);
  });

  it('reads many files through one process', async () => {
    const { backend } = fixture;
    const files = Object.fromEntries(
      Array.from({ length: 1200 }, (_, i) => [
        `services/s-${i}/a.yaml`,
        `a: ${i}\n${'x'.repeat(i * 20)}`,
      ]),
    );
    await merge(await openChangeSet(backend, { key: 'r-1', files }));
    const paths = await backend.listFiles('services');
    const texts = await Promise.all(paths.map(path => backend.readFile(path)));
    expect(
      Object.fromEntries(paths.map((path, i) => [path, texts[i]])),
    ).toEqual(files);
    await backend.tidy();
    const packs = await readdir(join(backend.directory, 'objects', 'pack'));
    expect(packs.filter(name => name.endsWith('.pack'))).toHaveLength(1);
    expect(await backend.readFile(paths[7])).toBe(files[paths[7]]);
  });

  it('goes on after its processes have ended', async () => {
    const { backend } = fixture;
    const head = await backend.head();
    backend.stop();
    expect(await backend.head()).toBe(head);
    await openChangeSet(backend, { key: 'r-1', files: { [FILE]: 'a: 1\n' } });
    backend.stop();
    expect((await backend.getPullRequest('r-1')).state).toBe('open');
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error('It did not happen in time');
    }
    await pause(10);
  }
}
