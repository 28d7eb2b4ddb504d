import type { BrokenReason } from '@callboard/backstage-plugin-audit-log-common';
import { type EntryIndex, indexOf } from './indexOf';
import type { KeyRing } from './KeyRing';
import type { StoredLink } from './readLinks';
import { isGenuine, signedText } from './seal';
import { type SealedEntry, TAMPERING } from './types';

/** What is wrong at a place of the chain. */
export interface Finding {
  position: number;
  reason: BrokenReason;
  message: string;
  entryId?: string;
}

/** What an entry is expected to be linked to. */
export interface Expected {
  position: number;
  previousHash: string;
}

/** A whole entry, or what is wrong with it. */
export type Checked = { entry: SealedEntry } | { finding: Finding };

/** The place of another entry that says it comes after this hash. */
export type FindSuccessor = (hash: string) => Promise<number | undefined>;

/**
 * Looks at one stored entry: is it what was signed, is it the one that belongs
 * here, and do searches see it as it is? The order of the questions decides what
 * the damage is called.
 */
export async function checkLink(
  keys: KeyRing,
  link: StoredLink,
  expected: Expected,
  findSuccessor: FindSuccessor,
): Promise<Checked> {
  const finding = (reason: BrokenReason, message: string): Checked => ({
    finding: {
      position: expected.position,
      reason,
      message,
      entryId: link.columns.id,
    },
  });
  const at = `position ${expected.position}`;

  if (link.position !== expected.position) {
    return finding('missing', `There is no entry at ${at}: it was deleted`);
  }
  if (!isGenuine(keys, link)) {
    return notGenuine();
  }
  const entry = parse(link.sealed);
  if (!entry || entry.position !== link.position) {
    return misplaced();
  }
  if (link.previousHash !== expected.previousHash) {
    return finding(
      'rewritten',
      `The entry at ${at} is signed, but as the successor of another one`,
    );
  }
  if (entry.action === TAMPERING) {
    return finding(
      'truncated',
      `At ${at} the log noticed while recording: ${String(entry.data.message)}`,
    );
  }
  const differs = whatDiffers(link, entry);
  return differs
    ? finding(
        'index-differs',
        `The entry at ${at} is whole, but searches are misled about its ${differs}`,
      )
    : { entry };

  async function notGenuine(): Promise<Checked> {
    const signer = keys.whoSigned('entry', signedText(link), link.hash);
    if (signer !== undefined) {
      return finding('edited', `The key id at ${at} was edited`);
    }
    const moved = await findSuccessor(expected.previousHash);
    if (moved !== undefined) {
      return finding(
        'inserted',
        `The entry at ${at} was never signed; the one that belongs here stands at position ${moved}`,
      );
    }
    return keys.knows(link.keyId)
      ? finding('edited', `The entry at ${at} is not what was signed`)
      : finding(
          'unknown-key',
          `The entry at ${at} was signed with key ${link.keyId}, which is not among callboard.auditLog.keys`,
        );
  }

  async function misplaced(): Promise<Checked> {
    const moved = await findSuccessor(expected.previousHash);
    return moved === undefined
      ? finding(
          'missing',
          `The entry of ${at} was deleted, and another one stands in its place`,
        )
      : finding(
          'reordered',
          `The entry of ${at} stands at position ${moved}, and another one here`,
        );
  }
}

export function parse(sealed: string): SealedEntry | undefined {
  try {
    return JSON.parse(sealed);
  } catch {
    return undefined;
  }
}

function whatDiffers(link: StoredLink, entry: SealedEntry): string | undefined {
  const { columns, siteRefs, subjects } = indexOf(entry);
  const column = Object.keys(columns).find(
    name =>
      columns[name as keyof EntryIndex] !==
      link.columns[name as keyof EntryIndex],
  );
  const side = (refs: string[]) =>
    refs.map(ref => `${columns.at} ${ref}`).sort();
  if (column !== undefined) {
    return column;
  }
  if (!equal(side(siteRefs), link.sites)) {
    return 'sites';
  }
  return equal(side(subjects), link.subjects) ? undefined : 'subjects';
}

function equal(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
