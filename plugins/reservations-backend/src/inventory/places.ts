import { placesOf, type SitePlace, type SiteRecord } from './SiteStore';

/** Whether these admins are enough, once others are gone. */
export type AdminCheck = (admins: string[]) => boolean;

export const NO_ADMIN_LEFT =
  'A site keeps at least one admin; name another one first';

export function isAdmin({ role }: SitePlace): boolean {
  return role === 'admin';
}

export function keyOf({ ref, role }: SitePlace): string {
  return `${role} ${ref}`;
}

/** Who has come and who has gone. */
export function comparePlaces(
  before: Pick<SiteRecord, 'admins' | 'members'>,
  after: Pick<SiteRecord, 'admins' | 'members'>,
): { added: SitePlace[]; removed: SitePlace[] } {
  const had = new Set(placesOf(before).map(keyOf));
  const has = new Set(placesOf(after).map(keyOf));
  return {
    added: placesOf(after).filter(place => !had.has(keyOf(place))),
    removed: placesOf(before).filter(place => !has.has(keyOf(place))),
  };
}
