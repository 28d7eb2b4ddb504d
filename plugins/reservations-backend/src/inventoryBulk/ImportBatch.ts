import type { JsonObject } from '@backstage/types';
import type { CallContext } from '@callboard/backend-access';
import type { Database, Writer } from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { BodyChecker } from '@callboard/backend-openapi';
import type {
  InventoryImportLine,
  InventoryImportReport,
  NewResource,
  NewResourceType,
  NewSite,
  ResourceChange,
  ResourceTypeChange,
  SiteChange,
} from '@callboard/backstage-plugin-reservations-common';
import type {
  Inventory,
  ResourceFacts,
  ResourceTypeFacts,
  SiteFacts,
} from '../domain/Inventory';
import { loadInventory } from '../inventory/InventoryCache';
import type { InventoryWrites } from '../inventory/InventoryWriter';
import type { AdminCheck } from '../inventory/places';
import type { Refit } from '../inventory/Refit';
import type { ResourceStore } from '../inventory/ResourceStore';
import { DefaultResourcesService } from '../inventory/ResourcesService';
import type { ResourceTypeStore } from '../inventory/ResourceTypeStore';
import { DefaultResourceTypesService } from '../inventory/ResourceTypesService';
import type { SiteStore } from '../inventory/SiteStore';
import { DefaultSitesService } from '../inventory/SitesService';
import type { Stores } from '../maintenance/affectedBookings';
import { differing, isEmpty, withoutNulls } from './differing';
import type { ImportKind, ImportLine } from './ImportLine';
import { inLayers, refOfName } from './inOrder';
import { LineError } from './LineError';
import { problemOf } from './problemOf';

const CANNOT_MOVE = 'cannot be changed any more';

/** What the one who imports may do; each throws what a single edit would. */
export interface ImportRights {
  seesSite(site: SiteFacts): boolean;
  seesType(type: ResourceTypeFacts): boolean;
  seesResource(resource: ResourceFacts): boolean;
  createSite(input: NewSite): void;
  updateSite(site: SiteFacts, change: SiteChange): AdminCheck;
  createGlobalType(): void;
  /** Where there is no site, it is one that was named and is not there. */
  createTypeOn(site: SiteFacts | undefined): void;
  updateType(type: ResourceTypeFacts): void;
  createResource(site: SiteFacts | undefined): void;
  updateResource(resource: ResourceFacts): void;
}

/** What it reads and writes, besides by the services. */
export interface BatchStores {
  database: Database;
  refit: Refit;
  sites: SiteStore;
  types: ResourceTypeStore;
  resources: ResourceStore;
  stores: Stores;
}

/** The lines of one file, in the transaction that applies them. */
export class Batch {
  readonly events: NewDomainEvent[] = [];
  readonly #tx: Writer;
  readonly #stores: BatchStores;
  readonly #rights: ImportRights;
  readonly #checkBody: BodyChecker;
  readonly #context: CallContext;
  readonly #seen = new Map<string, number>();
  #inventory?: Inventory;
  readonly #sites: DefaultSitesService;
  readonly #types: DefaultResourceTypesService;
  readonly #resources: DefaultResourcesService;

  constructor(
    tx: Writer,
    stores: BatchStores,
    options: {
      rights: ImportRights;
      checkBody: BodyChecker;
      context: CallContext;
    },
  ) {
    this.#tx = tx;
    this.#stores = stores;
    this.#rights = options.rights;
    this.#checkBody = options.checkBody;
    // The whole request has the key, not each of its lines.
    this.#context = { ...options.context, idempotency: undefined };
    const writer: InventoryWrites = {
      run: async (_context, command) => {
        const { result, events } = await command(tx);
        this.events.push(...events);
        return result;
      },
    };
    const { database, sites, types, resources, refit } = stores;
    this.#sites = DefaultSitesService.create({
      database,
      sites,
      resources,
      writer,
    });
    this.#types = DefaultResourceTypesService.create({
      database,
      types,
      inventory: { current: () => this.#current() },
      writer,
    });
    this.#resources = DefaultResourcesService.create({
      database,
      resources,
      writer,
      refit,
      stores: stores.stores,
      read: () => this.#current(),
    });
  }

  async run(lines: ImportLine[]): Promise<InventoryImportReport> {
    const report = new Map<ImportLine, InventoryImportLine>();
    const sound = lines.filter(line => {
      const problem = line.problem ?? this.#duplicate(line);
      if (problem) {
        report.set(line, { ...described(line), action: 'error', ...problem });
      }
      return !problem;
    });
    const of = (kind: ImportKind) => sound.filter(one => one.kind === kind);
    const { layers, circular } = inLayers(of('resource'));
    for (const line of circular) {
      report.set(line, {
        ...described(line),
        action: 'error',
        field: 'parent',
        message: `${line.name} would be part of itself.`,
      });
    }
    for (const layer of [of('site'), of('type'), ...layers]) {
      for (const line of layer) {
        report.set(line, await this.#line(line));
      }
      this.#inventory = undefined;
    }
    const counts = { create: 0, update: 0, unchanged: 0, error: 0 };
    const told = lines.map(line => report.get(line)!);
    told.forEach(({ action }) => counts[action]++);
    return { applied: false, counts, lines: told };
  }

  async #line(line: ImportLine): Promise<InventoryImportLine> {
    try {
      const fields = await this.#apply(line);
      if (fields === 'created') {
        return { ...described(line), action: 'create' };
      }
      return fields.length > 0
        ? { ...described(line), action: 'update', fields }
        : { ...described(line), action: 'unchanged' };
    } catch (error) {
      return { ...described(line), action: 'error', ...problemOf(error) };
    }
  }

  async #apply(line: ImportLine): Promise<'created' | string[]> {
    switch (line.kind) {
      case 'site':
        return this.#site(line);
      case 'type':
        return this.#type(line);
      default:
        return this.#resource(line);
    }
  }

  async #site(line: ImportLine): Promise<'created' | string[]> {
    const inventory = await this.#current();
    const ref = refOfName(line.name);
    const known = inventory.siteByRef(ref);
    if (!known || !this.#rights.seesSite(known)) {
      const input = this.#checked<NewSite>('NewSite', withoutNulls(line));
      this.#rights.createSite(input);
      requireUnused(known ?? inventory.resourceByRef(ref), line);
      await this.#sites.create(input, this.#context);
      return 'created';
    }
    requireKept(known);
    const before = await this.#stores.sites.get(this.#tx, known.id);
    const change = differing(line.values, before!);
    if (isEmpty(change)) {
      return [];
    }
    this.#checked<SiteChange>('SiteChange', change);
    const keepsAdmin = this.#rights.updateSite(known, change);
    await this.#sites.update(known.id, change, '*', this.#context, keepsAdmin);
    return Object.keys(change);
  }

  async #type(line: ImportLine): Promise<'created' | string[]> {
    const inventory = await this.#current();
    const known = inventory.typeByName(String(line.name));
    const { site, ...values } = line.values;
    const siteRef = typeof site === 'string' ? refOfName(site) : undefined;
    if (!known || !this.#rights.seesType(known)) {
      const input = this.#checked<NewResourceType>('NewResourceType', {
        ...withoutNulls({ values }),
        ...(siteRef ? { siteRef } : {}),
      });
      if (siteRef) {
        this.#rights.createTypeOn(inventory.siteByRef(siteRef));
      } else {
        this.#rights.createGlobalType();
      }
      requireUnused(known, line);
      await this.#types.create(input, this.#context);
      return 'created';
    }
    requireSame('site', siteRef, known.site?.entityRef);
    const before = await this.#stores.types.get(this.#tx, known.id);
    const change = differing(values, before!);
    if (isEmpty(change)) {
      return [];
    }
    this.#checked<ResourceTypeChange>('ResourceTypeChange', change);
    this.#rights.updateType(known);
    await this.#types.update(known.id, change, '*', this.#context);
    return Object.keys(change);
  }

  async #resource(line: ImportLine): Promise<'created' | string[]> {
    const inventory = await this.#current();
    const ref = refOfName(line.name);
    const known = inventory.resourceByRef(ref);
    const { site, parent, ...values } = line.values;
    const siteRef = typeof site === 'string' ? refOfName(site) : undefined;
    const parentRef =
      typeof parent === 'string' ? refOfName(parent) : (parent as null);
    const wanted = parent === undefined ? values : { ...values, parentRef };
    if (!known || !this.#rights.seesResource(known)) {
      const input = this.#checked<NewResource>('NewResource', {
        ...withoutNulls({ values: wanted }),
        ...(siteRef ? { siteRef } : {}),
      });
      this.#rights.createResource(inventory.siteByRef(input.siteRef));
      requireUnused(known ?? inventory.siteByRef(ref), line);
      await this.#resources.create(input, this.#context);
      return 'created';
    }
    requireKept(known);
    requireSame('site', siteRef, known.site.entityRef);
    requireSame('type', values.type, known.type.name);
    const { type: _, ...rest } = wanted as JsonObject;
    const before = await this.#stores.resources.get(this.#tx, known.id);
    const change = differing(rest, before!);
    if (isEmpty(change)) {
      return [];
    }
    this.#checked<ResourceChange>('ResourceChange', change);
    this.#rights.updateResource(known);
    await this.#resources.update(known.id, change, '*', this.#context);
    if ('parentRef' in change || 'capacity' in change) {
      this.#inventory = undefined;
    }
    return Object.keys(change).map(key =>
      key === 'parentRef' ? 'parent' : key,
    );
  }

  #checked<T>(schema: string, value: object): T {
    this.#checkBody(schema, value);
    return value as T;
  }

  async #current(): Promise<Inventory> {
    this.#inventory ??= await loadInventory(this.#tx);
    return this.#inventory;
  }

  #duplicate({ kind, name, line }: ImportLine) {
    if (!name) {
      return { field: 'name', message: `A ${kind} must have a name.` };
    }
    const key =
      kind === 'type' ? `type ${name.toLowerCase()}` : refOfName(name);
    const first = this.#seen.get(key);
    this.#seen.set(key, first ?? line);
    return first === undefined
      ? undefined
      : {
          field: 'name',
          message: `The name '${name}' is there already, in line ${first}.`,
        };
  }
}

function described({ line, kind, name }: ImportLine) {
  return { line, kind, name: name?.slice(0, 200) };
}

function requireKept(known: { archived: boolean; title: string }): void {
  if (known.archived) {
    throw new LineError('name', `${known.title} is archived.`);
  }
}

function requireSame(field: string, wanted: unknown, is?: string): void {
  if (
    wanted !== undefined &&
    String(wanted).toLowerCase() !== is?.toLowerCase()
  ) {
    throw new LineError(field, `${field} ${CANNOT_MOVE}.`);
  }
}

/**
 * Sites and resources share their names: both are entities of one kind. That one
 * is taken is for whoever may give it; to anybody else, what they do not see is
 * not there.
 */
function requireUnused(other: object | undefined, { name }: ImportLine): void {
  if (other) {
    throw new LineError('name', `The name '${name}' is taken.`);
  }
}
