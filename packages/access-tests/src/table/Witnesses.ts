import {
  decisionTable,
  type Grant,
  permissionFacts,
  type PermissionName,
  type Role,
  roles,
} from '@callboard/access-policy';
import type { Door } from '../doors/Door';
import type { Caller } from '../portal/people';
import type { Made } from './world';
import { grantsOf, holds, isAllowed, type Thing } from './holds';

/** What only people have, so that no account's cell can be tried. */
const OF_PEOPLE = new Set<PermissionName>([
  'reservations.ssh-key.create',
  'reservations.feed-token.create',
]);

/** All that a door asks, and of what. */
function questionsOf(
  door: Door,
  caller: Caller,
  thing: Thing,
): [PermissionName, Thing][] {
  const needs = door.needs?.(thing as Made, caller) ?? [];
  return [door.permission, ...needs].map(need =>
    typeof need === 'string' ? [need, thing] : need,
  );
}

/**
 * Who was let in or turned away, and by which cell alone: a caller with one
 * role, for whom one grant of that role's cell held and no other.
 */
export class Witnesses {
  readonly #let = new Set<string>();
  readonly #turned = new Set<string>();

  saw(door: Door, caller: Caller, thing: Thing, success: boolean): void {
    const [role, ...more] = caller.roles;
    if (!role || more.length > 0) {
      return;
    }
    for (const [permission, asked] of questionsOf(door, caller, thing)) {
      if (success) {
        this.#letIn(permission, role, caller, asked);
      } else if (!isAllowed(caller, permission, asked)) {
        this.#turned.add(`${permission} ${role}`);
      }
    }
  }

  #letIn(
    permission: PermissionName,
    role: Role,
    caller: Caller,
    thing: Thing,
  ): void {
    if (caller.kind === 'account') {
      this.#let.add(`${permission} ${role} account`);
      return;
    }
    const cell = grantsOf(caller, permission);
    const held = cell.filter(grant => holds(grant, caller, thing));
    if (held.length === 1) {
      this.#let.add(`${permission} ${role} ${held[0]}`);
    }
  }

  /** The cells that nothing that was tried depended on. */
  missing(): string[] {
    return (Object.keys(permissionFacts) as PermissionName[]).flatMap(
      permission => roles.flatMap(role => this.#missingOf(permission, role)),
    );
  }

  #missingOf(permission: PermissionName, role: Role): string[] {
    const cell = decisionTable[permission][role] ?? [];
    // Nobody but an account has this role; the others administer a site.
    const byAccount = role === 'site-admin';
    const grants: (Grant | 'account')[] = byAccount
      ? cell.slice(0, 1).map(() => 'account')
      : [...cell];
    if (byAccount && OF_PEOPLE.has(permission)) {
      return [];
    }
    const unseen = grants
      .map(grant => `${permission} ${role} ${grant}`)
      .filter(key => !this.#let.has(key));
    const refuses = !cell.includes('always');
    return refuses && !this.#turned.has(`${permission} ${role}`)
      ? [...unseen, `${permission} ${role} refused`]
      : unseen;
  }
}
