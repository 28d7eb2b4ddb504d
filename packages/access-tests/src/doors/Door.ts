import type { PermissionName } from '@callboard/access-policy';
import type { PluginId } from '../portal/documents';
import type { Caller } from '../portal/people';
import type { Answer, Request } from '../portal/startPortal';
import type { Thing } from '../table/holds';
import type { Made, Variant, World } from '../table/world';

/** A permission, and what it is asked about where that is not the thing itself. */
export type Need = PermissionName | [PermissionName, Thing];

/** A way to the thing other than its route: a call of a registered action. */
export interface ActionDoor {
  action: string;
  input: object;
}

/** An operation, with what the decision table says that it needs. */
export interface Door<T = any> {
  plugin: PluginId;
  /** Its `operationId`, and more where it is tried in several ways. */
  operation: string;
  /** The permission that it is for; it must be allowed, and the further ones too. */
  permission: PermissionName;
  needs?(made: Made<T>, caller: Caller): Need[];
  /** Who may not see the thing is told that there is none. */
  sees?: PermissionName;
  /** What they are told then, if not that there is none. */
  unseen?: number;
  /** Who is refused whatever it is that they name. */
  closedTo?(caller: Caller): boolean;
  /**
   * Whether the path names the thing (then not to see it comes first), or the
   * body (then it comes first that nothing at all could be allowed).
   */
  named: 'path' | 'body' | 'nothing';
  /** Where the table alone does not say it: which callers are refused anyway. */
  refuses?(caller: Caller, thing: Thing): boolean;
  /** The things that it is tried on; one of no consequence if it names none. */
  things(world: World): Variant<T>[];
  request(made: Made<T>, world: World): Request | Promise<Request>;
  status: number;
  /** What the answer says of the permission, where its status alone does not. */
  verdict?(answer: Answer, made: Made<T>): number;
  /** Whether success uses the thing up, so that the next caller needs another. */
  changes?: boolean;
  /** Whether those who are let in meet, each with a thing of their own. */
  inTurn?: boolean;
  /** Whether policies have a say beside the table (whose time may run out). */
  underPolicies?: boolean;
  actions?(made: Made<T>, world: World): ActionDoor[] | Promise<ActionDoor[]>;
}

export const nothing = (): Variant<object>[] => [
  {
    title: 'nothing in particular',
    make: async () => ({ title: '', sites: [], is: {} }),
  },
];

/** Lets the compiler know what a door's things are. */
export function door<T>(one: Door<T>): Door {
  return one;
}
