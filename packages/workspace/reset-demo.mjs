import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { portalDirs, repoRoot } from './paths.mjs';
import { findRunningPortal } from './portalFile.mjs';

/** `npm run reset-demo`: deletes the demo data; the next start makes it anew. */
export async function run() {
  const { dataDir } = portalDirs();
  const running = findRunningPortal(dataDir);
  if (running.length > 0) {
    throw new UserError(
      `The portal is running (processes ${running.join(', ')}): stop it first. Nothing was deleted.`,
    );
  }
  const name = path.relative(repoRoot, dataDir) || dataDir;
  if (!existsSync(dataDir)) {
    console.log(`Nothing to delete: ${name} does not exist.`);
    return 0;
  }
  // The folder may be anyone's choice; only one with our databases goes.
  if (!existsSync(path.join(dataDir, 'catalog.sqlite'))) {
    throw new UserError(
      `${name} does not look like a portal's data (no catalog.sqlite in it). Nothing was deleted.`,
    );
  }
  rmSync(dataDir, { recursive: true });
  console.log(`Deleted ${name}. npm start begins with fresh demo data.`);
  return 0;
}
