/** Every role there is, strongest first. What each may do is in the decision table. */
export const roles = [
  'global-admin',
  'site-admin',
  'operations',
  'service-reviewer',
  'team-lead',
  'member',
  'auditor',
  'visitor',
] as const;

export type Role = (typeof roles)[number];

/** Whether a word from outside (a config key, a claim) is the name of a role. */
export function isRole(name: string): name is Role {
  return (roles as readonly string[]).includes(name);
}

/** Who asks. */
export interface Principal {
  kind: 'user' | 'service';
  /** The user's entity ref, or the service's subject (`plugin:catalog`, `external:ci`). */
  ref: string;
  /** What the principal may be known as in sites and bookings: its own ref and those of its groups, lower-cased. */
  claims: string[];
  roles: Role[];
  /** For a team lead: the teams they lead and the people in them, as entity refs. */
  team?: string[];
  /** For a service that is mapped to an account in config. */
  account?: ServiceAccount;
  /** For a service that is a plugin of this portal: its plugin id. */
  plugin?: string;
}

/** What the token of a CI job or an agent stands for. */
export interface ServiceAccount {
  title: string;
  /** Entity ref of who answers for it; what it books is theirs. */
  owner: string;
  /** Entity refs of the sites outside of which it has no rights. */
  sites: string[] | 'all';
}

export type Action = 'create' | 'read' | 'update' | 'delete';

/** As much of a permission as a decision needs; Backstage's `Permission` fits. */
export interface AskedPermission {
  name: string;
  attributes: { action?: Action };
  resourceType?: string;
}

/** When a role has a right: always, or if the thing asked about stands so to the principal. */
export type Grant =
  | 'always'
  /** In a public site, or in one where the principal is a member or an admin. */
  | 'visible'
  /** In a site (a booking: in sites only) where the principal is an admin. */
  | 'administered'
  /** A booking or a request that the principal owns or made; a project that they hold; a service of theirs. */
  | 'own'
  /** A service that the principal asked for, whosever it is. */
  | 'requester'
  /** A booking that the principal takes part in. */
  | 'participant'
  /** A booking on which the principal is named to decide. */
  | 'approver'
  /** Something whose owner is a team that the principal leads, or one of its people. */
  | 'team'
  /** Covered, at this moment, by an access grant to the principal. */
  | 'granted';

/** A condition as the owning plugin's permission rule, with what to ask it about. */
export interface Condition {
  rule: string;
  params: { claims: string[] } | { sites: string[] };
}

/** Conditions, and how they are joined. */
export type Criteria =
  | Condition
  | { anyOf: [Criteria, ...Criteria[]] }
  | { allOf: [Criteria, ...Criteria[]] };

export type Decision =
  | { result: 'allow' }
  | { result: 'deny' }
  | {
      result: 'conditional';
      /** The plugin whose rules the conditions name. */
      pluginId: string;
      resourceType: string;
      conditions: Criteria;
    };
