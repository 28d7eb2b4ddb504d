import type { KeyRing } from './KeyRing';
import type { Draft, SealedEntry, Tip } from './types';

/** A link of the chain, as it is stored. */
export interface Link {
  position: number;
  /** The JSON that was signed, to the letter. */
  sealed: string;
  previousHash: string;
  hash: string;
  keyId: string;
}

export const NO_HASH = '';

/** Signs a draft as the entry after `previousHash`. */
export function seal(
  keys: KeyRing,
  draft: Draft,
  place: { position: number; previousHash: string; recordedAt: number },
): { link: Link; entry: SealedEntry } {
  const { position, previousHash } = place;
  const recordedAt = new Date(place.recordedAt).toISOString();
  const entry: SealedEntry = {
    v: 1,
    position,
    recordedAt,
    ...draft,
    at: draft.at === undefined ? recordedAt : new Date(draft.at).toISOString(),
  };
  const sealed = JSON.stringify(entry);
  const { keyId, signature } = keys.sign(
    'entry',
    signedText({ previousHash, sealed }),
  );
  return {
    link: { position, sealed, previousHash, hash: signature, keyId },
    // As it will be read again: what JSON drops is not in it.
    entry: JSON.parse(sealed),
  };
}

/** What is signed of an entry: itself, and through its hash all before it. */
export function signedText(link: Pick<Link, 'previousHash' | 'sealed'>) {
  return `${link.previousHash}\n${link.sealed}`;
}

/** Whether an entry, with what it says of its predecessor, is what was signed. */
export function isGenuine(keys: KeyRing, link: Link): boolean {
  return keys.verify('entry', signedText(link), {
    keyId: link.keyId,
    signature: link.hash,
  });
}

/** What is signed of the end of the chain. */
export function tipText({ position, hash }: Tip): string {
  return JSON.stringify({ position, hash });
}

/** What is signed, by itself, of its beginning: it holds whatever becomes of the end. */
export function purgeText({ purgedTo, purgedHash }: Tip): string {
  return JSON.stringify({ purgedTo, purgedHash });
}
