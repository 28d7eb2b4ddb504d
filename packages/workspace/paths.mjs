import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const repoRoot = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
);

export const testOutputDir = path.join(repoRoot, 'test-output');

/** Where the portal keeps its databases and logs; both may be moved away. */
export function portalDirs(env = process.env) {
  const resolve = (value, ...fallback) =>
    value ? path.resolve(repoRoot, value) : path.join(repoRoot, ...fallback);
  return {
    dataDir: resolve(env.CALLBOARD_DATA_DIR, '.callboard', 'data'),
    logDir: resolve(env.CALLBOARD_LOG_DIR, '.callboard', 'logs'),
  };
}
