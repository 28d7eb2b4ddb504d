import type {
  OpeningHours,
  PolicyDefaults,
  Rates,
  ResourceStatus,
} from '@callboard/backstage-plugin-reservations-common';
import type { JsonObject } from '@backstage/types';
import type { Grants } from './Grants';

export interface SiteFacts {
  id: string;
  entityRef: string;
  name: string;
  title: string;
  visibility: 'public' | 'members';
  timeZone: string;
  openingHours: OpeningHours;
  admins: ReadonlySet<string>;
  members: ReadonlySet<string>;
  archived: boolean;
  /** Of the site, and of resources in it. */
  grants: Grants;
}

export interface ResourceTypeFacts {
  id: string;
  version: number;
  name: string;
  title: string;
  site?: SiteFacts;
  setupMinutes: number;
  teardownMinutes: number;
  /** What bookers are told with the confirmation and the reminder. */
  instructions?: string;
  attributesSchema: JsonObject;
  bookingParametersSchema: JsonObject;
  policyDefaults: PolicyDefaults;
  rates: Rates;
  /** Of its site, and of resources of this type. */
  grants: Grants;
}

export interface ResourceFacts {
  id: string;
  version: number;
  entityRef: string;
  name: string;
  title: string;
  description?: string;
  site: SiteFacts;
  type: ResourceTypeFacts;
  parentId?: string;
  status: ResourceStatus;
  statusReason?: string;
  /** Units of a pool; absent for an exclusive resource. */
  capacity?: number;
  owner?: string;
  location?: string;
  attributes: JsonObject;
  /** Its type's rules, and its own in the place of those. */
  policies: PolicyDefaults;
  rates: Rates;
  archived: boolean;
  /** Of its site, of itself and of what it is part of. */
  grants: Grants;
}

/** When a resource, and with it all its parts, cannot be booked. */
export interface MaintenanceFacts {
  id: string;
  resourceId: string;
  /** Epoch milliseconds. */
  from: number;
  /** Epoch milliseconds, not included. */
  until: number;
  title: string;
  reason?: string;
}

/** Everything there is to book, at one revision. Never changed once made. */
export class Inventory {
  readonly #sites: Map<string, SiteFacts>;
  readonly #types: Map<string, ResourceTypeFacts>;
  readonly #resources: Map<string, ResourceFacts>;
  readonly #resourcesByRef: Map<string, ResourceFacts>;
  readonly #sitesByRef: Map<string, SiteFacts>;
  readonly #typesByName: Map<string, ResourceTypeFacts>;
  readonly #children = new Map<string, ResourceFacts[]>();
  readonly #maintenance: Map<string, MaintenanceFacts[]>;

  private constructor(
    readonly revision: number,
    sites: SiteFacts[],
    types: ResourceTypeFacts[],
    resources: ResourceFacts[],
    maintenance: readonly MaintenanceFacts[],
  ) {
    this.#maintenance = Map.groupBy(maintenance, one => one.resourceId);
    this.#sites = new Map(sites.map(site => [site.id, site]));
    this.#sitesByRef = new Map(sites.map(site => [site.entityRef, site]));
    this.#types = new Map(types.map(type => [type.id, type]));
    this.#typesByName = new Map(
      types.map(type => [type.name.toLowerCase(), type]),
    );
    this.#resources = new Map(resources.map(r => [r.id, r]));
    this.#resourcesByRef = new Map(resources.map(r => [r.entityRef, r]));
    for (const resource of resources) {
      if (resource.parentId) {
        const siblings = this.#children.get(resource.parentId) ?? [];
        this.#children.set(resource.parentId, [...siblings, resource]);
      }
    }
  }

  static create(options: {
    revision: number;
    sites: SiteFacts[];
    types: ResourceTypeFacts[];
    resources: ResourceFacts[];
    /** Windows that are neither over nor cancelled. */
    maintenance?: readonly MaintenanceFacts[];
  }): Inventory {
    const { revision, sites, types, resources, maintenance = [] } = options;
    return new Inventory(revision, sites, types, resources, maintenance);
  }

  /** The same, were this window in the place of the one with its id. */
  withMaintenance(window: MaintenanceFacts): Inventory {
    return new Inventory(
      this.revision,
      [...this.#sites.values()],
      [...this.#types.values()],
      [...this.#resources.values()],
      [
        ...[...this.#maintenance.values()]
          .flat()
          .filter(one => one.id !== window.id),
        window,
      ],
    );
  }

  site(id: string): SiteFacts | undefined {
    return this.#sites.get(id);
  }

  siteByRef(ref: string): SiteFacts | undefined {
    return this.#sitesByRef.get(normaliseRef(ref));
  }

  type(id: string): ResourceTypeFacts | undefined {
    return this.#types.get(id);
  }

  typeByName(name: string): ResourceTypeFacts | undefined {
    return this.#typesByName.get(name.toLowerCase());
  }

  resource(id: string): ResourceFacts | undefined {
    return this.#resources.get(id);
  }

  resourceByRef(ref: string): ResourceFacts | undefined {
    return this.#resourcesByRef.get(normaliseRef(ref));
  }

  resources(): Iterable<ResourceFacts> {
    return this.#resources.values();
  }

  /** From the parent up to the root. */
  ancestors(resource: ResourceFacts): ResourceFacts[] {
    const chain: ResourceFacts[] = [];
    let current = parentOf(this.#resources, resource);
    // A cycle cannot be stored; the bound keeps a damaged table from hanging us.
    while (current && chain.length <= this.#resources.size) {
      chain.push(current);
      current = parentOf(this.#resources, current);
    }
    return chain;
  }

  /** Windows of the resource and of what it is part of, the earliest first. */
  maintenance(resource: ResourceFacts): MaintenanceFacts[] {
    if (this.#maintenance.size === 0) {
      return [];
    }
    return [resource, ...this.ancestors(resource)]
      .flatMap(one => this.#maintenance.get(one.id) ?? [])
      .sort((a, b) => a.from - b.from || a.until - b.until);
  }

  /** Everything below, in no particular order. */
  descendants(resource: ResourceFacts): ResourceFacts[] {
    const below: ResourceFacts[] = [];
    const queue = [...(this.#children.get(resource.id) ?? [])];
    for (let next = queue.pop(); next; next = queue.pop()) {
      below.push(next);
      queue.push(...(this.#children.get(next.id) ?? []));
    }
    return below;
  }
}

function parentOf(resources: Map<string, ResourceFacts>, of: ResourceFacts) {
  return of.parentId ? resources.get(of.parentId) : undefined;
}

/** `kind:namespace/name` in lower case, the namespace filled in. */
export function normaliseRef(ref: string, namespace = 'default'): string {
  const [kind, rest] = ref.toLowerCase().split(/:(.*)/s);
  return rest?.includes('/')
    ? `${kind}:${rest}`
    : `${kind}:${namespace}/${rest}`;
}
