import type { MemberOutcome } from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef } from '../domain/Inventory';
import {
  type AdminCheck,
  isAdmin,
  keyOf,
  NO_ADMIN_LEFT,
} from '../inventory/places';
import type { SitePlace } from '../inventory/SiteStore';
import { isPersonRef } from '../people/People';

/** What is asked for, and what is known about it. */
export interface PlacesChange {
  add: SitePlace[];
  remove: SitePlace[];
  /** Refs of those who are in the catalog. */
  known: ReadonlySet<string>;
  /** Whether these admins are enough, once others are gone. */
  keepsAdmin: AdminCheck;
}

/**
 * Does what can be done, one after the other, additions first; says of each what
 * became of it.
 */
export function changePlaces(
  before: SitePlace[],
  { add, remove, known, keepsAdmin }: PlacesChange,
): { outcomes: MemberOutcome[]; added: SitePlace[]; removed: SitePlace[] } {
  const current = new Map(before.map(place => [keyOf(place), place]));
  const asked = new Set<string>();

  const addOne = (given: SitePlace): MemberOutcome => {
    if (!isPersonRef(given.ref)) {
      return failed(given, 'This is not the ref of a user or a group.');
    }
    const place = { ...given, ref: normaliseRef(given.ref) };
    asked.add(keyOf(place));
    if (current.has(keyOf(place))) {
      return { ...place, outcome: 'unchanged' };
    }
    if (!known.has(place.ref)) {
      return failed(place, 'There is nobody of that name in the catalog.');
    }
    current.set(keyOf(place), place);
    return { ...place, outcome: 'added' };
  };

  const removeOne = (given: SitePlace): MemberOutcome => {
    const place = { ...given, ref: normaliseRef(given.ref) };
    if (asked.has(keyOf(place))) {
      return failed(place, 'They are to be added in the same request.');
    }
    if (!current.has(keyOf(place))) {
      return { ...place, outcome: 'unchanged' };
    }
    const left = [...current.values()]
      .filter(one => isAdmin(one) && keyOf(one) !== keyOf(place))
      .map(({ ref }) => ref);
    if (isAdmin(place) && !keepsAdmin(left)) {
      return failed(place, `${NO_ADMIN_LEFT}.`);
    }
    current.delete(keyOf(place));
    return { ...place, outcome: 'removed' };
  };

  const outcomes = [...add.map(addOne), ...remove.map(removeOne)];
  const had = new Set(before.map(keyOf));
  return {
    outcomes,
    added: [...current.values()].filter(place => !had.has(keyOf(place))),
    removed: before.filter(place => !current.has(keyOf(place))),
  };
}

function failed(place: SitePlace, message: string): MemberOutcome {
  return { ...place, outcome: 'failed', message };
}
