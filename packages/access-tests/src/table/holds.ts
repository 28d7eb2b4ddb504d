import {
  decisionTable,
  type Grant,
  permissionFacts,
  type PermissionName,
} from '@callboard/access-policy';
import { ACCOUNT_OWNER, type Caller } from '../portal/people';

/** As much of a site as rights depend on. */
export interface Place {
  ref: string;
  public: boolean;
  admins: string[];
  members: string[];
  /** To whom the whole site is open by an access grant that counts now. */
  guests: string[];
}

/** Something that a permission is asked about, as it was made. */
export interface Thing {
  title: string;
  /** The sites that it is in; none for what is everybody's. */
  sites: Place[];
  /** It belongs to no site, and everybody may see it. */
  shared?: boolean;
  owner?: string;
  bookedBy?: string;
  /** Who asked for a service, whosever it is. */
  requestedBy?: string;
  participants?: string[];
  /** Who may charge to it. */
  holders?: string[];
  /** Who asked for it or edited it, where that is not the same as whose it is. */
  parties?: string[];
  /** Who is named to decide on it. */
  approvers?: string[];
  /** To whom it alone is open by an access grant that counts now. */
  keyholders?: string[];
}

const isAmong = (claims: string[], refs: string[] = []) =>
  refs.some(ref => claims.includes(ref));

const every = (sites: Place[], test: (site: Place) => boolean) =>
  sites.length > 0 && sites.every(test);

/**
 * What each grant of the decision table means, said once more and apart from
 * the permission rules: of a caller and a thing as the test made them.
 */
const meanings: Record<Grant, (caller: Caller, thing: Thing) => boolean> = {
  always: () => true,
  visible: ({ claims }, { sites, shared }) =>
    shared ||
    every(
      sites,
      site => site.public || isAmong(claims, [...site.admins, ...site.members]),
    ),
  administered: ({ claims }, { sites }) =>
    every(sites, site => isAmong(claims, site.admins)),
  own: ({ claims }, { owner, bookedBy, holders = [] }) =>
    [owner, bookedBy, ...holders].some(
      ref => ref !== undefined && claims.includes(ref),
    ),
  requester: ({ claims }, { requestedBy }) =>
    requestedBy !== undefined && claims.includes(requestedBy),
  participant: ({ claims }, { participants }) => isAmong(claims, participants),
  approver: ({ claims }, { approvers }) => isAmong(claims, approvers),
  team: ({ team }, { owner }) => owner !== undefined && team.includes(owner),
  granted: ({ claims }, { sites, keyholders }) =>
    isAmong(claims, keyholders) ||
    every(sites, site => isAmong(claims, site.guests)),
};

export function holds(grant: Grant, caller: Caller, thing: Thing): boolean {
  return meanings[grant](caller, thing);
}

/** Those of the table's cells that count for the caller. */
export function grantsOf(caller: Caller, permission: PermissionName): Grant[] {
  const row = decisionTable[permission];
  const writes = permissionFacts[permission].action !== 'read';
  if (caller.roles.includes('auditor') && writes) {
    return [];
  }
  return [...new Set(caller.roles.flatMap(role => row[role] ?? []))];
}

/** What an account has of its roles' grants, in its sites. */
function accountGrants(caller: Caller, permission: PermissionName): Grant[] {
  return grantsOf(caller, permission).flatMap((grant): Grant[] => {
    switch (grant) {
      case 'always':
      case 'visible':
        return ['always'];
      case 'administered':
        return caller.roles.includes('site-admin') ? ['always'] : [];
      case 'own':
      case 'requester':
      case 'participant':
        return [grant];
      default:
        return [];
    }
  });
}

/** What the caller may do it by: any of these must hold of the thing. */
export function waysOf(caller: Caller, permission: PermissionName): Grant[] {
  const facts: { action: string; resourceType?: string } =
    permissionFacts[permission];
  const reads = facts.action === 'read';
  switch (caller.kind) {
    case 'plugin':
      return reads ? ['always'] : [];
    case 'account': {
      const ways = accountGrants(caller, permission);
      const limited = caller.sites !== 'all';
      return limited && !facts.resourceType && !reads ? [] : ways;
    }
    case 'user':
      return grantsOf(caller, permission).filter(
        grant => grant !== 'team' || caller.team.length > 0,
      );
    default:
      return [];
  }
}

/** Whether it is the caller's, or that of whoever answers for an account. */
function isOwn({ kind, claims }: Caller, thing: Thing): boolean {
  const answering = kind === 'account' ? [ACCOUNT_OWNER] : [];
  const all = [...claims, ...answering];
  return thing.parties
    ? isAmong(all, thing.parties)
    : holds('own', { claims: all } as Caller, thing);
}

/** The verdict of the decision table. */
export function isAllowed(
  caller: Caller,
  permission: PermissionName,
  thing?: Thing,
): boolean {
  const ways = waysOf(caller, permission);
  if (!thing) {
    return ways.includes('always');
  }
  const facts: { notOwn?: boolean } = permissionFacts[permission];
  if (facts.notOwn && isOwn(caller, thing)) {
    return false;
  }
  if (caller.sites && caller.sites !== 'all') {
    const { sites } = caller;
    const inside = every(thing.sites, site => sites.includes(site.ref));
    const reads = permissionFacts[permission].action === 'read';
    if (!inside && !(thing.shared && reads && ways.includes('always'))) {
      return false;
    }
  }
  return ways.some(grant => holds(grant, caller, thing));
}

/** Whether there could be anything at all with which the caller may do it. */
export function isPossible(
  caller: Caller,
  permission: PermissionName,
): boolean {
  return waysOf(caller, permission).length > 0;
}
