import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** One person or group as somebody wrote them. */
export type Said =
  | { text: string; kind: 'email'; email: string }
  | { text: string; kind: 'name'; name: string }
  | { text: string; kind: 'ref'; ref: string }
  | { text: string; kind: 'invalid' };

const BRACKETED = /<([^<>]+)>/;
const KINDS = new Set(['user', 'group']);

/**
 * Reads a pasted list: e-mail addresses (also as in `Title <address>`), user
 * names and entity refs, on lines of their own or with commas, semicolons or
 * spaces between. Nobody is named twice.
 */
export function readPeopleText(text: string): Said[] {
  const words = text.split(/[\n,;]+/).flatMap(chunk => {
    const bracketed = BRACKETED.exec(chunk)?.[1];
    return bracketed ? [bracketed] : chunk.split(/\s+/);
  });
  const said = new Map<string, Said>();
  for (const word of words.map(raw => raw.trim()).filter(Boolean)) {
    const one = readOne(word);
    const key = JSON.stringify({ ...one, text: undefined });
    const isNew = !said.has(one.kind === 'invalid' ? word : key);
    if (isNew) said.set(one.kind === 'invalid' ? word : key, one);
  }
  return [...said.values()];
}

function readOne(text: string): Said {
  const lower = text.toLocaleLowerCase('en-US');
  if (/^[^:/@]+@[^:/@]+$/.test(lower)) {
    return { text, kind: 'email', email: lower };
  }
  if (!/[:/]/.test(lower)) {
    return { text, kind: 'name', name: lower };
  }
  try {
    const parsed = parseEntityRef(lower, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    return KINDS.has(parsed.kind)
      ? { text, kind: 'ref', ref: stringifyEntityRef(parsed) }
      : { text, kind: 'invalid' };
  } catch {
    return { text, kind: 'invalid' };
  }
}
