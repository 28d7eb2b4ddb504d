import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import type { GitOpsFixture } from '@callboard/backstage-plugin-service-requests-node/testUtils';
import { EmbeddedGitOps } from '../EmbeddedGitOps';

const run = promisify(execFile);

/** git as a person has it, with nothing of this machine's configuration. */
export async function personsGit(
  directory: string,
  ...args: string[]
): Promise<string> {
  const { stdout } = await run('git', args, {
    cwd: directory,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Person',
      GIT_AUTHOR_EMAIL: 'person@example.com',
      GIT_COMMITTER_NAME: 'Person',
      GIT_COMMITTER_EMAIL: 'person@example.com',
    },
  });
  return stdout.trimEnd();
}

/** A repository in a folder of its own, and people with clones of it. */
export async function createFixture(
  options: { version?: [number, number] } = {},
): Promise<GitOpsFixture & { backend: EmbeddedGitOps }> {
  const folder = await mkdtemp(join(tmpdir(), 'callboard-gitops-'));
  const directory = join(folder, 'manifests.git');
  const instances: EmbeddedGitOps[] = [];
  const another = async () => {
    const instance = await EmbeddedGitOps.create({
      directory,
      logger: mockServices.logger.mock(),
      ...options,
    });
    instances.push(instance);
    return instance;
  };
  const backend = await another();
  let clones = 0;
  const clone = async (branch: string) => {
    const target = join(folder, `clone-${clones++}`);
    await personsGit(folder, 'clone', '-q', '-b', branch, directory, target);
    return target;
  };
  const refs = async (prefix: string) => {
    const listed = await personsGit(directory, 'for-each-ref', prefix);
    return listed.split('\n').filter(Boolean).length;
  };

  return {
    backend,
    another,
    people: {
      async push({ branch = 'main', files }) {
        const copy = await clone(branch);
        for (const [path, content] of Object.entries(files)) {
          await mkdir(dirname(join(copy, path)), { recursive: true });
          await (content === undefined
            ? rm(join(copy, path))
            : writeFile(join(copy, path), content));
        }
        await personsGit(copy, 'add', '-A');
        await personsGit(copy, 'commit', '-q', '-m', 'By hand');
        await personsGit(copy, 'push', '-q', 'origin', branch);
        return personsGit(copy, 'rev-parse', 'HEAD');
      },
      async merge(branch) {
        const copy = await clone('main');
        await personsGit(
          copy,
          'merge',
          '-q',
          '--no-ff',
          '-m',
          'By hand',
          `origin/${branch}`,
        );
        await personsGit(copy, 'push', '-q', 'origin', 'main');
        return personsGit(copy, 'rev-parse', 'HEAD');
      },
      async close(id) {
        await personsGit(directory, 'branch', '-q', '-D', `changes/${id}`);
      },
      countBranches: () => refs('refs/heads/changes'),
      countPullRequests: () => refs('refs/callboard/pulls'),
      async showCommit(sha) {
        const format = '--format=%an%x00%ae%x00%B';
        const shown = await personsGit(directory, 'show', '-s', format, sha);
        const [name, email, message] = shown.split('\0');
        return { name, email, message };
      },
    },
    async stop() {
      instances.forEach(instance => instance.stop());
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
