import { readFile } from 'node:fs/promises';

/**
 * The endpoint's secret: `WEBHOOK_SECRET`, or the content of the file that
 * `WEBHOOK_SECRET_FILE` names. A file is read anew each time, so that a secret
 * can come, or be rotated, while the receiver runs.
 *
 * @returns {Promise<string | undefined>}
 */
export async function readSecret(env = process.env) {
  if (env.WEBHOOK_SECRET) {
    return env.WEBHOOK_SECRET;
  }
  if (!env.WEBHOOK_SECRET_FILE) {
    return undefined;
  }
  try {
    const content = await readFile(env.WEBHOOK_SECRET_FILE, 'utf8');
    return content.trim() || undefined;
  } catch (error) {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
