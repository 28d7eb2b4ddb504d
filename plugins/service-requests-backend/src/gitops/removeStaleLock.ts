import { rename, rm, stat } from 'node:fs/promises';

/** git holds a lock for milliseconds: an older one belonged to somebody who was killed. */
const STALE_LOCK_MS = 5_000;

/** Takes away a lock file that nobody holds any more. */
export async function removeStaleLock(path: string): Promise<void> {
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > STALE_LOCK_MS) {
    // Renamed first, so that of two who do this only one takes it away.
    const aside = `${path}.stale-${process.pid}`;
    await rename(path, aside).catch(() => {});
    await rm(aside, { force: true });
  }
}
