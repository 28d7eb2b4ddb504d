import { createHash } from 'node:crypto';
import type { RevisionFile } from './types';

/** SHA-256 (hex) of what the files would be: equal for the same paths and contents. */
export function manifestHash(files: readonly RevisionFile[]): string {
  const sorted = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, after }) => [path, after ?? null]);
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
