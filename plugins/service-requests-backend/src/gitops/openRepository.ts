import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removeStaleLock } from './removeStaleLock';
import { type GitProgram, gitVersion, runGit } from './runGit';

const PATIENCE_MS = 15_000;
const INITIAL_NAMES = new Set([
  'HEAD',
  'config',
  'config.lock',
  'HEAD.lock',
  'description',
  'hooks',
  'info',
  'branches',
  'objects',
  'refs',
  'callboard-tmp',
]);

/**
 * The bare repository in a directory, made where there is none.
 *
 * @throws Error where git is missing or too old, or where the directory holds something else.
 */
export async function openRepository(options: {
  directory: string;
  branch: string;
  command: string;
}): Promise<{ program: GitProgram; version: [number, number] }> {
  const directory = resolve(options.directory);
  const version = await gitVersion(options.command);
  await mkdir(directory, { recursive: true });
  const program = { command: options.command, directory };
  const until = Date.now() + PATIENCE_MS;
  while (!(await isComplete(directory))) {
    await checkOwn(directory);
    const made = await runGit(program, [
      'init',
      '--quiet',
      '--bare',
      '--template=',
      `--initial-branch=${options.branch}`,
    ]);
    if (made.code !== 0) {
      // Another process makes it at this moment, or was killed while it did.
      await removeStaleLock(join(directory, 'config.lock'));
      await removeStaleLock(join(directory, 'HEAD.lock'));
      if (Date.now() > until) {
        throw new Error(
          `No git repository could be made in ${directory}: ${made.stderr.trim()}`,
        );
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }
  return { program, version };
}

/** git writes this setting last. */
async function isComplete(directory: string): Promise<boolean> {
  const config = await readFile(join(directory, 'config'), 'utf8').catch(
    () => '',
  );
  return /^\s*bare = true$/m.test(config);
}

async function checkOwn(directory: string): Promise<void> {
  const names = await readdir(directory);
  if (names.some(name => !INITIAL_NAMES.has(name))) {
    throw new Error(
      `${directory} holds something that is not a bare git repository: the manifests need a directory of their own`,
    );
  }
}

/** The first file of a new repository. */
export const README = `# Manifests of cloud services

Callboard writes this repository. Every change of what is below \`services/\` was
requested in the portal, checked against its policies, approved by somebody else
and merged there; the merge commit says which request it was.

    services/<environment>/<region>/<service>/<object>.yaml

One Kubernetes object (or one Terraform variable file) per file. Point Argo CD or
Flux at the branch this file is on; it is read-only over HTTP. To change something,
open a request in the portal.
`;
