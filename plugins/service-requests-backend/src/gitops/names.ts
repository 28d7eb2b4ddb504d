import { InputError } from '@backstage/errors';
import type { Author } from '@callboard/backstage-plugin-service-requests-node';

/** As whom the repository itself commits. */
export const ITSELF: Author = {
  name: 'Callboard',
  email: 'callboard@localhost',
};

const KEY = /^[a-z0-9][a-z0-9-]{0,99}$/;
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const SEGMENT = /^[A-Za-z0-9_.@+=][A-Za-z0-9_.@+=-]{0,199}$/;
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** @throws InputError for what could mean anything else than one name in a reference. */
export function checkKey(key: string): string {
  if (!isKey(key)) {
    throw new InputError(
      'A change set is named by up to 100 lower-case letters, digits and hyphens',
    );
  }
  return key;
}

export function isSha(text: string): boolean {
  return SHA.test(text);
}

/** @throws InputError */
export function checkSha(sha: string): string {
  if (!isSha(sha)) {
    throw new InputError('A commit is named by its 40 hexadecimal digits');
  }
  return sha;
}

/** @throws InputError */
export function checkBranchName(name: string): string {
  if (!BRANCH.test(name)) {
    throw new InputError(`'${name}' is not a name for the main branch`);
  }
  return name;
}

/**
 * A path to write to, as its segments. Only plain ASCII names: nothing that
 * leaves the repository, is git's own on any file system, looks like an option,
 * or looks like another name.
 *
 * @throws InputError
 */
export function checkPath(path: string): string[] {
  const segments = path.split('/');
  const isFine =
    path.length <= 1000 &&
    segments.every(
      segment =>
        SEGMENT.test(segment) &&
        !segment.endsWith('.') &&
        segment !== '..' &&
        !/^\.git/i.test(segment) &&
        !/^git~\d/i.test(segment),
    );
  if (!isFine) {
    throw new InputError(
      `'${printable(path)}' is not a path for a file in the repository`,
    );
  }
  return segments;
}

/** Whether a path may be looked up at all. */
export function isReadable(path: string): boolean {
  return (
    path.length > 0 &&
    path.length <= 4000 &&
    path.isWellFormed() &&
    // eslint-disable-next-line no-control-regex
    !/[\u0000-\u001f\u007f]/.test(path) &&
    path.split('/').every(segment => !['', '.', '..'].includes(segment))
  );
}

export function branchName(key: string): string {
  return `changes/${key}`;
}

export function branchRef(key: string): string {
  return `refs/heads/${branchName(key)}`;
}

export function pullRef(key: string): string {
  return `refs/callboard/pulls/${key}`;
}

function printable(text: string): string {
  return text.slice(0, 100).replace(/[^\x20-\x7e]/g, '?');
}
