import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createFixture, personsGit } from './__testUtils__/createFixture';

const COUNT = 40;
const KILLS = 8;
const SCRIPT = join(__dirname, '__testUtils__', 'mergeChangeSets.ts');
const TRANSFORM =
  require.resolve('@backstage/cli-node/config/nodeTransform.cjs');

jest.setTimeout(180_000);

/** A portal in a process group of its own, with all the git processes it has started. */
class Portal {
  readonly #child: ChildProcess;
  readonly lines: string[] = [];
  errors = '';
  readonly ended: Promise<unknown>;

  constructor(directory: string, baseSha: string) {
    this.#child = spawn(
      process.execPath,
      ['--require', TRANSFORM, SCRIPT, directory, baseSha, String(COUNT)],
      { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#child.stdout!.on('data', chunk =>
      this.lines.push(...String(chunk).split('\n').filter(Boolean)),
    );
    this.#child.stderr!.on('data', chunk => {
      this.errors += chunk;
    });
    this.ended = new Promise(resolve => this.#child.on('close', resolve));
  }

  async reaches(lines: number): Promise<void> {
    const end = Date.now() + 60_000;
    while (this.lines.length < lines && !this.errors) {
      if (Date.now() > end) {
        throw new Error('A portal is stuck');
      }
      await new Promise(resolve => setTimeout(resolve, 1));
    }
  }

  async kill(): Promise<void> {
    try {
      process.kill(-this.#child.pid!, 'SIGKILL');
    } catch {
      // It has finished meanwhile.
    }
    await this.ended;
  }
}

describe('EmbeddedGitOps, killed at any moment', () => {
  it('has one branch, one pull request and one merge for each change set', async () => {
    const fixture = await createFixture();
    const { backend, people } = fixture;
    const { directory } = backend;
    const baseSha = await backend.head();
    const answers = new Map<string, Set<string>>();
    const hear = (portal: Portal) => {
      expect(portal.errors).toBe('');
      for (const line of portal.lines.filter(text => text.startsWith('r-'))) {
        const [key, sha] = line.split(' ');
        answers.set(key, (answers.get(key) ?? new Set()).add(sha));
      }
    };
    try {
      for (let i = 0; i < KILLS; i++) {
        const portals = [0, 1].map(() => new Portal(directory, baseSha));
        // Each round gets a little further than the one before, and dies somewhere in a step.
        await portals[0].reaches(2 + i * 3);
        await new Promise(resolve => setTimeout(resolve, Math.random() * 30));
        await Promise.all(portals.map(portal => portal.kill()));
        portals.forEach(hear);
        expect(await people.countPullRequests()).toBeLessThan(COUNT);
      }
      const last = [0, 1, 2].map(() => new Portal(directory, baseSha));
      await Promise.all(last.map(portal => portal.ended));
      last.forEach(portal => {
        hear(portal);
        expect(portal.lines.at(-1)).toBe('finished');
      });

      expect(await people.countPullRequests()).toBe(COUNT);
      expect(await people.countBranches()).toBe(0);
      expect(await backend.listFiles('services')).toHaveLength(COUNT);
      const merges = await personsGit(
        directory,
        'rev-list',
        '--first-parent',
        `${baseSha}..main`,
      );
      expect(merges.split('\n')).toHaveLength(COUNT);
      expect(answers.size).toBe(COUNT);
      for (const [key, shas] of answers) {
        const { mergeSha } = await backend.getPullRequest(key);
        expect([...shas]).toEqual([mergeSha]);
        expect(merges.split('\n')).toContain(mergeSha);
      }
      await personsGit(directory, 'fsck', '--full', '--strict');
    } finally {
      await fixture.stop();
    }
  });
});
