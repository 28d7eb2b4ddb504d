import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { repoRoot } from './paths.mjs';
import { runCaptured, withHeartbeat } from './processes.mjs';

/** The fields of a package.json that decide what is installed. */
const INSTALL_FIELDS = [
  'name',
  'bin',
  'workspaces',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'dependenciesMeta',
  'resolutions',
];

/**
 * Runs `yarn install` unless the last one was for exactly these manifests, this
 * lockfile and this machine. Contents are compared, not times: a checkout or a
 * clone gives files any time it likes.
 */
export async function ensureInstalled(root = repoRoot) {
  if (process.env.CALLBOARD_SKIP_INSTALL === '1') {
    return;
  }
  const wanted = installFingerprint(root);
  if (installedFingerprint(root) === wanted) {
    return;
  }
  console.log('Installing dependencies (a minute or so the first time) …');
  const { code, output } = await withHeartbeat('still installing', () =>
    runCaptured('yarn', ['install', '--immutable'], {
      cwd: root,
      shell: process.platform === 'win32',
    }),
  );
  if (code !== 0) {
    throw new UserError(
      `${withoutWarnings(output)}\nyarn install --immutable failed, as said above. If yarn.lock does not fit the package.json files, run yarn install and commit the lockfile.`,
    );
  }
  writeFileSync(stampFile(root), `${wanted}\n`);
}

/** Yarn's remarks on other people's peer dependencies hide what failed. */
function withoutWarnings(output) {
  return output
    .split('\n')
    .filter(line => !/YN00(02|60|86):/.test(line))
    .join('\n');
}

export function installFingerprint(root) {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch}\n`);
  for (const file of ['yarn.lock', '.yarnrc.yml']) {
    hash.update(readFileSync(path.join(root, file)));
  }
  for (const manifest of listManifests(root)) {
    const content = JSON.parse(readFileSync(manifest, 'utf8'));
    hash.update(path.relative(root, manifest));
    hash.update(JSON.stringify(INSTALL_FIELDS.map(field => content[field])));
  }
  return hash.digest('hex');
}

export function installedFingerprint(root) {
  const finished = path.join(root, 'node_modules', '.yarn-state.yml');
  if (!existsSync(finished) || !existsSync(stampFile(root))) {
    return undefined;
  }
  return readFileSync(stampFile(root), 'utf8').trim();
}

function stampFile(root) {
  return path.join(root, 'node_modules', '.callboard-install');
}

function listManifests(root) {
  const workspaces = ['packages', 'plugins'].flatMap(parent =>
    existsSync(path.join(root, parent))
      ? readdirSync(path.join(root, parent))
          .sort()
          .map(name => path.join(root, parent, name, 'package.json'))
      : [],
  );
  return [path.join(root, 'package.json'), ...workspaces].filter(existsSync);
}
