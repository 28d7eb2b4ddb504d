import { sleep } from '@callboard/workspace/processes.mjs';

/** The first answer of `look` that is not undefined. */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited in vain: ${what}`);
    }
    await sleep(50);
  }
}
