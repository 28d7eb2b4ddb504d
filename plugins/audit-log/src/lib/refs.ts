import type { Refs } from '@callboard/backstage-plugin-audit-log-common';

/** What an entry is about under one name, as a list. */
export function refList(refs: Refs, name: string): string[] {
  const value = refs[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** `researcher` of `user:default/researcher`; anything else as it is. */
export function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
